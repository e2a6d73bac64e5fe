package org.realtimeupdates.adapter.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files in memory: a disk that gets full, that fails, and that loses its power. */
final class MemoryStorage implements Storage {

    private final Map<String, MemoryFile> files;

    /** Which files are found after a loss of power. */
    private final Map<String, MemoryFile> durable = new HashMap<>();

    private long room = Long.MAX_VALUE;
    private boolean syncsFail;
    private boolean truncatesFail;
    private int syncs;

    MemoryStorage() {
        this(new HashMap<>());
    }

    private MemoryStorage(Map<String, MemoryFile> files) {
        this.files = files;
        durable.putAll(files);
    }

    /** What a process finds that starts after another one was killed. */
    synchronized MemoryStorage afterKill() {
        return copy(files, false);
    }

    /** What is left when the power goes now: what was synced and nothing else. */
    synchronized MemoryStorage afterPowerLoss() {
        return copy(durable, true);
    }

    private static MemoryStorage copy(Map<String, MemoryFile> from, boolean syncedOnly) {
        MemoryStorage copy = new MemoryStorage(new HashMap<>());
        from.forEach((name, file) -> {
            byte[] bytes = Arrays.copyOf(file.bytes, syncedOnly ? file.synced : file.size);
            MemoryFile copied = copy.new MemoryFile();
            copied.bytes = bytes;
            copied.size = bytes.length;
            copied.synced = bytes.length;
            copy.files.put(name, copied);
            copy.durable.put(name, copied);
        });
        return copy;
    }

    /** From now on so many bytes can be appended. */
    synchronized void leaveRoom(long bytes) {
        room = bytes;
    }

    synchronized void failSyncs(boolean fail) {
        syncsFail = fail;
    }

    synchronized void failTruncates(boolean fail) {
        truncatesFail = fail;
    }

    /** How many syncs of files there were. */
    synchronized int syncs() {
        return syncs;
    }

    synchronized byte[] bytes(String name) {
        MemoryFile file = files.get(name);
        return Arrays.copyOf(file.bytes, file.size);
    }

    synchronized void put(String name, byte[] bytes) {
        MemoryFile file = new MemoryFile();
        file.bytes = bytes.clone();
        file.size = bytes.length;
        file.synced = bytes.length;
        files.put(name, file);
        durable.put(name, file);
    }

    synchronized long totalBytes() {
        return files.values().stream().mapToLong(file -> file.size).sum();
    }

    @Override
    public synchronized List<String> list() {
        return new ArrayList<>(files.keySet());
    }

    @Override
    public synchronized StorageFile create(String name) throws IOException {
        if (room == 0) {
            throw new IOException("No space left on device");
        }
        MemoryFile file = new MemoryFile();
        files.put(name, file);
        return file;
    }

    @Override
    public synchronized StorageFile open(String name) throws IOException {
        MemoryFile file = files.get(name);
        if (file == null) {
            throw new FileNotFoundException(name);
        }
        return file;
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        MemoryFile file = files.remove(from);
        if (file == null) {
            throw new FileNotFoundException(from);
        }
        files.put(to, file);
    }

    @Override
    public synchronized void delete(String name) {
        files.remove(name);
    }

    @Override
    public synchronized void sync() throws IOException {
        if (syncsFail) {
            throw new IOException("Input/output error");
        }
        durable.clear();
        durable.putAll(files);
    }

    @Override
    public String describe(String name) {
        return "memory:" + name;
    }

    private final class MemoryFile implements StorageFile {

        private byte[] bytes = new byte[64];
        private int size;
        private int synced;

        @Override
        public long size() {
            synchronized (MemoryStorage.this) {
                return size;
            }
        }

        @Override
        public void append(byte[] more, int offset, int length) throws IOException {
            synchronized (MemoryStorage.this) {
                int fits = (int) Math.min(length, room);
                if (bytes.length < size + fits) {
                    bytes = Arrays.copyOf(bytes, Math.max(size + fits, 2 * bytes.length));
                }
                System.arraycopy(more, offset, bytes, size, fits);
                size += fits;
                room -= room == Long.MAX_VALUE ? 0 : fits;
                if (fits < length) {
                    throw new IOException("No space left on device");
                }
            }
        }

        @Override
        public void truncate(long to) throws IOException {
            synchronized (MemoryStorage.this) {
                if (truncatesFail) {
                    throw new IOException("Input/output error");
                }
                size = (int) to;
                synced = Math.min(synced, size);
            }
        }

        @Override
        public void sync() throws IOException {
            synchronized (MemoryStorage.this) {
                if (syncsFail) {
                    throw new IOException("Input/output error");
                }
                syncs++;
                synced = size;
            }
        }

        @Override
        public int read(long position, byte[] into, int offset, int length) {
            synchronized (MemoryStorage.this) {
                int read = (int) Math.max(0, Math.min(length, size - position));
                System.arraycopy(bytes, (int) position, into, offset, read);
                return read;
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
