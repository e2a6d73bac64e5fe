package org.realtimeupdates.adapter.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.realtimeupdates.application.port.persistence.StoreException;

/** A locked file in a folder: one process has it. It stays there, empty; the operating system frees it when the process ends. */
final class FolderLock implements Closeable {

    static final String NAME = "lock";

    /** Those of this process: to open one of them once more and close it again would free it. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Locks a folder.
     *
     * @param folder by its real path
     * @throws StoreException when it is locked
     */
    static FolderLock take(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!HELD.add(file)) {
            throw taken(folder);
        }
        try {
            return new FolderLock(file, lock(file, folder));
        } catch (IOException | StoreException e) {
            HELD.remove(file);
            throw e;
        }
    }

    private static FileChannel lock(Path file, Path folder) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw taken(folder);
        }
        return channel;
    }

    private static StoreException taken(Path folder) {
        return new StoreException("the journal in " + folder + " is in use: one server at a time");
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD.remove(file);
        }
    }
}
