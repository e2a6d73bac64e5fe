package org.realtimeupdates.adapter.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.realtimeupdates.adapter.journal.Storage.StorageFile;
import org.realtimeupdates.application.port.persistence.StoreException;

/** How a file of a journal begins: what it is, in which format, and its number. */
final class FileHeader {

    static final int LENGTH = 16;

    static final String SEGMENT = "RTUSEGM";
    static final String CHECKPOINT = "RTUCHKP";

    private static final int FORMAT = 1;

    private FileHeader() {}

    static void write(StorageFile file, String kind, int number) throws IOException {
        ByteSink sink = new ByteSink();
        sink.putBytes(kind.getBytes(StandardCharsets.US_ASCII), kind.length());
        sink.putByte(FORMAT);
        sink.putInt(number);
        sink.putInt(~number);
        file.append(sink.bytes(), 0, sink.size());
    }

    /**
     * Whether the file begins as it should.
     *
     * @param name of the file, for people
     * @throws StoreException when it is of a newer format
     */
    static boolean isSound(StorageFile file, String kind, int number, String name) throws IOException {
        byte[] bytes = new byte[LENGTH];
        if (file.read(0, bytes, 0, LENGTH) < LENGTH) {
            return false;
        }
        ByteSource source = new ByteSource(bytes, 0, LENGTH);
        if (!new String(bytes, 0, kind.length(), StandardCharsets.US_ASCII).equals(kind)) {
            return false;
        }
        source.skip(kind.length());
        int format = source.getByte();
        boolean isThis = source.getInt() == number && source.getInt() == ~number;
        if (isThis && format > FORMAT) {
            throw new StoreException(name + " was made by a newer version of this adapter: format " + format);
        }
        return isThis && format == FORMAT;
    }
}
