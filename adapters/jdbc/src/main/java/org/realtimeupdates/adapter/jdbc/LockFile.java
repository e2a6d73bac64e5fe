package org.realtimeupdates.adapter.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A locked file beside a database file. It stays there, empty; the operating system frees it when the process ends. */
final class LockFile implements ClientLock {

    private static final Logger log = LoggerFactory.getLogger(LockFile.class);

    /** Those of this process: to open one of them once more and close it again would free it. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private LockFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Locks {@code DATABASE-client-lock}.
     *
     * @throws StoreException when it is locked, or cannot be made
     */
    static ClientLock take(Path database) {
        Path file;
        try {
            Path real = database.toRealPath();
            file = real.resolveSibling(real.getFileName() + "-client-lock");
        } catch (IOException e) {
            throw new StoreException("the database file cannot be found", e);
        }
        if (!HELD.add(file)) {
            throw ClientLock.taken();
        }
        try {
            return new LockFile(file, lock(file));
        } catch (IOException e) {
            HELD.remove(file);
            throw new StoreException("the lock file beside the database cannot be made", e);
        } catch (StoreException e) {
            HELD.remove(file);
            throw e;
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw ClientLock.taken();
        }
        return channel;
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            log.warn("The lock file of the client could not be closed", e);
        }
        HELD.remove(file);
    }
}
