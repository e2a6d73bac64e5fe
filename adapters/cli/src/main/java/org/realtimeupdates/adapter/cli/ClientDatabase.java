package org.realtimeupdates.adapter.cli;

import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.realtimeupdates.adapter.dagger.ClientStore;
import org.realtimeupdates.adapter.jdbc.JdbcClientStore;
import org.realtimeupdates.adapter.jdbc.SqliteDataSource;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;

/** What an app of this program remembers. */
final class ClientDatabase implements AutoCloseable {

    private final ClientStore store;
    private final Supplier<String> deviceId;
    private final Runnable closing;

    private ClientDatabase(ClientStore store, Supplier<String> deviceId, Runnable closing) {
        this.store = store;
        this.deviceId = deviceId;
        this.closing = closing;
    }

    /**
     * Opens the database of that name.
     *
     * @throws org.realtimeupdates.application.port.persistence.StoreException when it cannot be used, or a running client uses it; says which one it is
     */
    static ClientDatabase open(StoreName name) {
        if (!(name instanceof StoreName.SqliteFile sqlite)) {
            return new ClientDatabase(ClientStore.inMemory(), ClientDatabase::newDeviceId, () -> {});
        }
        String file = sqlite.file().toString();
        SqliteDataSource source = ServerDatabase.named(file, () -> SqliteDataSource.open(sqlite.file()));
        try {
            return of(
                    source,
                    ServerDatabase.named(
                            file,
                            () -> JdbcClientStore.open(
                                    source.dataSource(), new JsonbEntityCodec(), InstantSource.system())));
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private static ClientDatabase of(SqliteDataSource source, JdbcClientStore store) {
        return new ClientDatabase(
                new ClientStore(
                        store.appliedUpdates(), store.attempts(), store.entities(), store.quarantine(), store.outbox()),
                () -> store.deviceId(ClientDatabase::newDeviceId),
                () -> {
                    store.close();
                    source.close();
                });
    }

    ClientStore store() {
        return store;
    }

    /** Made once and kept, where the database keeps anything. */
    String deviceId() {
        return deviceId.get();
    }

    @Override
    public void close() {
        closing.run();
    }

    private static String newDeviceId() {
        return UUID.randomUUID().toString();
    }
}
