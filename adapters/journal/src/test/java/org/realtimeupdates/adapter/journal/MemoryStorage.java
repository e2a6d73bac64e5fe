package org.realtimeupdates.adapter.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Files in memory: a disk that gets full, that fails, and that loses its power. */
final class MemoryStorage implements Storage {

    private final Map<String, MemoryFile> files;

    /** Which files are found after a loss of power: those that were synced in the folder, and not deleted, synced or not. */
    private final Map<String, MemoryFile> durable = new HashMap<>();

    private long room = Long.MAX_VALUE;
    private boolean syncsFail;
    private boolean truncatesFail;
    private int syncs;
    private int appends;
    private volatile Runnable beforeSync = () -> {};
    private volatile Runnable afterSync = () -> {};
    private volatile Runnable beforeChange = () -> {};

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

    /**
     * What is left when the power goes now: what was synced, and of each write since, whatever became of the others, all, a part or nothing.
     */
    synchronized MemoryStorage afterPowerLoss(Random random) {
        MemoryStorage copy = copy(durable, false);
        durable.forEach((name, file) -> {
            MemoryFile left = copy.file(name);
            int end = file.synced;
            for (int i = 0; i < file.writes.size(); i++) {
                int from = file.writes.get(i);
                int to = i + 1 < file.writes.size() ? file.writes.get(i + 1) : file.size;
                int kept = random.nextInt(3) == 0 ? random.nextInt(to - from) : (to - from) * random.nextInt(2);
                Arrays.fill(left.bytes, from + kept, to, (byte) 0);
                end = kept > 0 ? from + kept : end;
            }
            left.size = end;
            left.synced = end;
        });
        return copy;
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

    /** How many times something was appended. */
    synchronized int appends() {
        return appends;
    }

    /** From now on that is done before each sync of a file. */
    void beforeSync(Runnable task) {
        beforeSync = task;
    }

    synchronized byte[] bytes(String name) {
        MemoryFile file = file(name);
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

    /** From now on that is done after each sync of a file. */
    void afterSync(Runnable task) {
        afterSync = task;
    }

    /** From now on that is done before each change of files, and before each sync. */
    void beforeChange(Runnable task) {
        beforeChange = task;
    }

    /** Changes what is in a file under those who have it open. */
    synchronized void overwrite(String name, byte[] bytes) {
        file(name).bytes = bytes.clone();
    }

    private MemoryFile file(String name) {
        return Objects.requireNonNull(files.get(name), name);
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
        beforeChange.run();
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
        beforeChange.run();
        MemoryFile file = files.remove(from);
        if (file == null) {
            throw new FileNotFoundException(from);
        }
        files.put(to, file);
    }

    @Override
    public synchronized void delete(String name) {
        beforeChange.run();
        files.remove(name);
        durable.remove(name);
    }

    @Override
    public synchronized void sync() throws IOException {
        beforeChange.run();
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

        /** Where the writes since the last sync begin. */
        private final List<Integer> writes = new ArrayList<>();

        @Override
        public long size() {
            synchronized (MemoryStorage.this) {
                return size;
            }
        }

        @Override
        public void append(byte[] more, int offset, int length) throws IOException {
            beforeChange.run();
            synchronized (MemoryStorage.this) {
                appends++;
                writes.add(size);
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
            beforeChange.run();
            synchronized (MemoryStorage.this) {
                if (truncatesFail) {
                    throw new IOException("Input/output error");
                }
                size = (int) to;
                writes.removeIf(begin -> begin >= size);
                synced = Math.min(synced, size);
            }
        }

        @Override
        public void sync() throws IOException {
            beforeSync.run();
            beforeChange.run();
            synchronized (MemoryStorage.this) {
                if (syncsFail) {
                    throw new IOException("Input/output error");
                }
                syncs++;
                synced = size;
                writes.clear();
            }
            afterSync.run();
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
