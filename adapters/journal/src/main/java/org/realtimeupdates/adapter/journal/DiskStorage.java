package org.realtimeupdates.adapter.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder. Uses no {@link FileChannel} for files: an interrupt would close it under all its users. */
final class DiskStorage implements Storage {

    private final Path folder;

    DiskStorage(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    @Override
    public StorageFile create(String name) throws IOException {
        DiskFile file = new DiskFile(folder.resolve(name));
        try {
            file.truncate(0);
        } catch (IOException e) {
            file.close();
            throw e;
        }
        return file;
    }

    @Override
    public StorageFile open(String name) throws IOException {
        return new DiskFile(folder.resolve(name).toRealPath());
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    @Override
    public void sync() throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            sync(folder);
        }
    }

    /** Where the system has no interrupts for it: tried again until none comes in between. */
    private static void sync(Path folder) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            boolean synced = false;
            while (!synced) {
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                    synced = true;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public String describe(String name) {
        return folder.resolve(name).toString();
    }

    /** Two handles, so that who reads does not wait for who writes. */
    private static final class DiskFile implements StorageFile {

        private final RandomAccessFile out;
        private final RandomAccessFile in;
        private final Object reading = new Object();

        DiskFile(Path path) throws IOException {
            out = new RandomAccessFile(path.toFile(), "rw");
            try {
                in = new RandomAccessFile(path.toFile(), "r");
                out.seek(out.length());
            } catch (IOException e) {
                out.close();
                throw e;
            }
        }

        @Override
        public long size() throws IOException {
            return out.length();
        }

        @Override
        public void append(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void truncate(long size) throws IOException {
            out.setLength(size);
            out.seek(size);
        }

        @Override
        public void sync() throws IOException {
            out.getFD().sync();
        }

        @Override
        public int read(long position, byte[] into, int offset, int length) throws IOException {
            synchronized (reading) {
                in.seek(position);
                int read = 0;
                while (read < length) {
                    int more = in.read(into, offset + read, length - read);
                    if (more < 0) {
                        break;
                    }
                    read += more;
                }
                return read;
            }
        }

        @Override
        public void close() throws IOException {
            try (out) {
                in.close();
            }
        }
    }
}
