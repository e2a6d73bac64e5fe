package org.realtimeupdates.sample.filestore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.sample.filestore.FileClientStore.Limits;
import org.realtimeupdates.testfixtures.contract.ClientStoreLimits;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;
import org.realtimeupdates.testfixtures.contract.DurableClientStoreContract;

/** All that the contract asks of a store of an app, and of what it leaves when the process dies. */
class FileClientStoreTest extends DurableClientStoreContract {

    @TempDir
    Path directory;

    private final List<FileClientStore> opened = new ArrayList<>();

    @Override
    protected ClientStorePorts newStore(ClientStoreLimits limits, InstantSource clock) {
        return open(limits, clock);
    }

    /** A copy of the file as it is now is what a crash leaves; the store on the file itself may be in the midst of anything. */
    @Override
    protected ClientStorePorts reopen(ClientStoreLimits limits, InstantSource clock) throws IOException {
        Files.copy(file(opened.size() - 1), file(opened.size()));
        return open(limits, clock);
    }

    private ClientStorePorts open(ClientStoreLimits limits, InstantSource clock) {
        FileClientStore store = FileClientStore.open(
                file(opened.size()),
                new JsonbEntityCodec(),
                clock,
                new Limits(limits.quarantined(), limits.unreadable(), limits.commands()));
        opened.add(store);
        return new ClientStorePorts(
                store.appliedUpdates(), store.attempts(), store.quarantine(), store.outbox(), store.entities());
    }

    private Path file(int number) {
        return directory.resolve(number + ".log");
    }

    @AfterEach
    void close() {
        opened.forEach(FileClientStore::close);
    }
}
