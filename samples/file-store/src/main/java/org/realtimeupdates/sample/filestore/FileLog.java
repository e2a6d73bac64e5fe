package org.realtimeupdates.sample.filestore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.StoreException;

/**
 * Records in a file, each whole or not at all: its length, its checksum, its bytes. What a crash leaves of the last one is cut off
 * when the file is opened. One process at a time; not thread-safe.
 */
final class FileLog implements AutoCloseable {

    private static final int HEADER = Integer.BYTES + Long.BYTES;

    private final FileChannel file;
    private long end;
    private boolean broken;

    private FileLog(FileChannel file) {
        this.file = file;
    }

    /**
     * Opens the file, which is made if it is not there.
     *
     * @param reader is given every record, the oldest first
     * @throws StoreException when it cannot be opened, or is open elsewhere
     */
    static FileLog open(Path path, Consumer<byte[]> reader) {
        FileChannel file = null;
        try {
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            lock(file);
            FileLog log = new FileLog(file);
            log.readAll(reader);
            syncDirectory(path);
            return log;
        } catch (IOException | RuntimeException e) {
            closeQuietly(file, e);
            throw e instanceof StoreException fault ? fault : new StoreException("the file cannot be opened", e);
        }
    }

    private static void lock(FileChannel file) throws IOException {
        FileLock lock;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException e) {
            throw new StoreException("the file is in use by this process", e);
        }
        if (lock == null) {
            throw new StoreException("the file is in use by another process");
        }
    }

    private void readAll(Consumer<byte[]> reader) throws IOException {
        long size = file.size();
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        while (end + HEADER <= size) {
            readFully(header.clear(), end);
            int length = header.getInt();
            long checksum = header.getLong();
            if (length < 0 || end + HEADER + length > size) {
                break;
            }
            ByteBuffer bytes = ByteBuffer.allocate(length);
            readFully(bytes, end + HEADER);
            long next = end + HEADER + length;
            if (checksum(bytes.array()) != checksum) {
                requireLast(next, size);
                break;
            }
            reader.accept(bytes.array());
            end = next;
        }
        file.truncate(end);
        file.force(true);
    }

    /** A crash spoils the last record only: each one is durable before the next is written. */
    private static void requireLast(long next, long size) {
        if (next < size) {
            throw new StoreException("the file is damaged: what is left of it is not to be trusted");
        }
    }

    /** A new file is not durable before its name is. */
    private static void syncDirectory(Path path) throws IOException {
        try (FileChannel directory = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /**
     * Adds a record; it is durable when this returns.
     *
     * @throws StoreException when it could not be written. When it is not known what the disk holds now, all later calls fail too: the
     *     file has to be opened again.
     */
    void append(byte[] record) {
        if (broken) {
            throw new StoreException("the disk failed before: the file has to be opened again");
        }
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + record.length);
        bytes.putInt(record.length).putLong(checksum(record)).put(record).flip();
        broken = true;
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes, end + bytes.position());
            }
        } catch (IOException e) {
            cutOff(e);
            throw new StoreException("the record could not be written", e);
        }
        try {
            file.force(false);
        } catch (IOException e) {
            throw new StoreException("the record may not be durable", e);
        }
        end += HEADER + record.length;
        broken = false;
    }

    /** Takes away what was written of a record: then nothing has happened. */
    private void cutOff(IOException failure) {
        try {
            file.truncate(end);
            broken = false;
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new StoreException("the file could not be closed", e);
        }
    }

    private void readFully(ByteBuffer into, long position) throws IOException {
        while (into.hasRemaining()) {
            if (file.read(into, position + into.position()) < 0) {
                throw new IOException("the file became shorter");
            }
        }
        into.flip();
    }

    private static long checksum(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return checksum.getValue();
    }

    private static void closeQuietly(@Nullable FileChannel file, Exception failure) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
