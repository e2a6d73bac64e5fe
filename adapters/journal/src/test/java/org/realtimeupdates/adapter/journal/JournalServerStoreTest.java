package org.realtimeupdates.adapter.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.testfixtures.contract.DurableServerStoreContract;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;

class JournalServerStoreTest extends DurableServerStoreContract {

    @TempDir
    private Path directory;

    private Path current = Path.of("");

    @Override
    protected ServerStorePorts newStore(PendingLimits limits, InstantSource clock, ResetUpdates resets)
            throws IOException {
        current = Files.createTempDirectory(directory, "store");
        return ServerStores.ports(JournalServerStore.open(current, limits, clock, resets));
    }

    /** Goes on with a copy of the files as they are now. */
    @Override
    protected ServerStorePorts reopen(PendingLimits limits, InstantSource clock, ResetUpdates resets)
            throws IOException {
        Path copy = Files.createTempDirectory(directory, "crash");
        try (Stream<Path> files = Files.list(current)) {
            for (Path file : List.copyOf(files.toList())) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        current = copy;
        return ServerStores.ports(JournalServerStore.open(copy, limits, clock, resets));
    }
}
