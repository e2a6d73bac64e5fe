package org.realtimeupdates.adapter.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.testfixtures.contract.DurableServerStoreContract;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;

class JournalServerStoreTest extends DurableServerStoreContract {

    @TempDir(factory = FastDirectory.class)
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

    /** In memory, where the system has such a folder: a sync of a disk takes milliseconds, and there are thousands. */
    static final class FastDirectory implements TempDirFactory {

        private static final Path MEMORY = Path.of("/dev/shm");

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            return Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "journal")
                    : Files.createTempDirectory("journal");
        }
    }
}
