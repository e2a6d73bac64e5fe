package org.realtimeupdates.benchmarks;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.realtimeupdates.adapter.dagger.ClientStore;
import org.realtimeupdates.adapter.dagger.ServerStore;
import org.realtimeupdates.adapter.jdbc.JdbcClientStore;
import org.realtimeupdates.adapter.jdbc.JdbcServerStore;
import org.realtimeupdates.adapter.jdbc.SqliteDataSource;
import org.realtimeupdates.adapter.journal.JournalServerStore;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.transport.EntityCodec;

/** What remembers on both sides of this library: one more is one more constant. */
enum OurStore {
    MEMORY("none") {
        @Override
        String nameForServe(Path folder) {
            return "memory";
        }

        @Override
        ServerStore.Factory server(Path folder) {
            return resets -> ServerStore.inMemory(LIMITS, InstantSource.system(), resets);
        }

        @Override
        ClientStore client(Path folder, EntityCodec codec) {
            return ClientStore.inMemory();
        }
    },
    SQLITE("fsync before publish returns; app: fsync before the reply") {
        @Override
        String nameForServe(Path folder) {
            return "sqlite:" + serverFile(folder);
        }

        @Override
        ServerStore.Factory server(Path folder) {
            SqliteDataSource file = SqliteDataSource.open(serverFile(folder));
            return resets -> {
                JdbcServerStore store = JdbcServerStore.open(file.dataSource(), LIMITS, InstantSource.system(), resets);
                return new ServerStore(
                        store.pendingUpdates(),
                        store.devices(),
                        store.handledCommands(),
                        store.mailboxDirectory(),
                        store.unappliedUpdates(),
                        store.expiry());
            };
        }

        @Override
        ClientStore client(Path folder, EntityCodec codec) {
            return sqliteClient(folder, codec);
        }
    },
    JOURNAL("fsync before publish returns; app on SQLite: fsync before the reply") {
        @Override
        String nameForServe(Path folder) {
            return "journal:" + folder.resolve("journal");
        }

        @Override
        ServerStore.Factory server(Path folder) {
            return resets -> {
                JournalServerStore store =
                        JournalServerStore.open(folder.resolve("journal"), LIMITS, InstantSource.system(), resets);
                return new ServerStore(
                        store.pendingUpdates(),
                        store.devices(),
                        store.handledCommands(),
                        store.mailboxDirectory(),
                        store.unappliedUpdates(),
                        store.expiry());
            };
        }

        @Override
        ClientStore client(Path folder, EntityCodec codec) {
            return sqliteClient(folder, codec);
        }
    };

    /** Room for every backlog that is measured. */
    static final PendingLimits LIMITS =
            new PendingLimits(5_000_000, 8L << 30, PendingLimits.DEFAULT.maxAge(), PendingLimits.DEFAULT.refMemory());

    /** Held: a logger that nobody holds forgets its level. */
    private static final Logger POOLS = Logger.getLogger("com.zaxxer.hikari");

    static {
        POOLS.setLevel(Level.WARNING);
    }

    private final String durability;

    private static Path serverFile(Path folder) {
        return folder.resolve("server.db");
    }

    private static ClientStore sqliteClient(Path folder, EntityCodec codec) {
        SqliteDataSource file = SqliteDataSource.open(folder.resolve("app.db"));
        JdbcClientStore store = JdbcClientStore.open(file.dataSource(), codec, InstantSource.system());
        return new ClientStore(
                store.appliedUpdates(), store.attempts(), store.entities(), store.quarantine(), store.outbox());
    }

    OurStore(String durability) {
        this.durability = durability;
    }

    String durability() {
        return durability;
    }

    abstract ServerStore.Factory server(Path folder);

    /** The server's store as {@code realtime serve --store} names it. */
    abstract String nameForServe(Path folder);

    abstract ClientStore client(Path folder, EntityCodec codec);
}
