package org.realtimeupdates.adapter.cli;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.realtimeupdates.adapter.dagger.ServerStore;
import org.realtimeupdates.adapter.jdbc.JdbcServerStore;
import org.realtimeupdates.adapter.jdbc.SqliteDataSource;
import org.realtimeupdates.adapter.journal.JournalServerStore;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.application.port.persistence.StoreException;

/** What a server of this program keeps its updates in. */
final class ServerDatabase implements AutoCloseable {

    private final ServerStore.Factory factory;
    private final Runnable closing;

    private ServerDatabase(ServerStore.Factory factory, Runnable closing) {
        this.factory = factory;
        this.closing = closing;
    }

    /** The store of that name; opened by {@link #store}. */
    static ServerDatabase of(StoreName name, PendingLimits limits) {
        if (name instanceof StoreName.SqliteFile sqlite) {
            String file = sqlite.file().toString();
            SqliteDataSource source = named(file, () -> SqliteDataSource.open(sqlite.file()));
            return new ServerDatabase(resets -> open(file, source.dataSource(), limits, resets), source::close);
        }
        if (name instanceof StoreName.Postgresql postgresql) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(postgresql.url());
            config.setPoolName("realtime-postgresql");
            config.setInitializationFailTimeout(-1);
            HikariDataSource source = new HikariDataSource(config);
            return new ServerDatabase(resets -> open("PostgreSQL", source, limits, resets), source::close);
        }
        if (name instanceof StoreName.JournalFolder journal) {
            return ofJournal(journal.folder(), limits);
        }
        return new ServerDatabase(resets -> ServerStore.inMemory(limits, InstantSource.system(), resets), () -> {});
    }

    private static ServerDatabase ofJournal(Path folder, PendingLimits limits) {
        Queue<JournalServerStore> opened = new ConcurrentLinkedQueue<>();
        return new ServerDatabase(
                resets -> {
                    JournalServerStore store = named(
                            folder.toString(),
                            () -> JournalServerStore.open(folder, limits, InstantSource.system(), resets));
                    opened.add(store);
                    return new ServerStore(
                            store.pendingUpdates(),
                            store.devices(),
                            store.handledCommands(),
                            store.mailboxDirectory(),
                            store.unappliedUpdates(),
                            store.expiry());
                },
                () -> opened.forEach(JournalServerStore::close));
    }

    /**
     * Opens the store.
     *
     * @throws StoreException when it cannot be used; says which one it is
     */
    ServerStore store(ResetUpdates resets) {
        return factory.create(resets);
    }

    @Override
    public void close() {
        closing.run();
    }

    private static ServerStore open(String name, DataSource source, PendingLimits limits, ResetUpdates resets) {
        JdbcServerStore store = named(name, () -> JdbcServerStore.open(source, limits, InstantSource.system(), resets));
        return new ServerStore(
                store.pendingUpdates(),
                store.devices(),
                store.handledCommands(),
                store.mailboxDirectory(),
                store.unappliedUpdates(),
                store.expiry());
    }

    /** Says which database it is that cannot be used. */
    static <R> R named(String name, Supplier<R> opening) {
        try {
            return opening.get();
        } catch (StoreException e) {
            throw new StoreException(name + ": " + e.getMessage(), e);
        }
    }
}
