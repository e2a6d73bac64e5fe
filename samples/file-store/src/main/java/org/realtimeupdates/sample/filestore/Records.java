package org.realtimeupdates.sample.filestore;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The writes of one transaction as bytes and back. Texts are kept char by char: half surrogate pairs and U+0000 too. */
final class Records {

    private static final int REMOVED = -1;

    private Records() {}

    static byte[] encode(List<Write> writes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(writes.size());
            for (Write write : writes) {
                writeText(out, write.table());
                writeText(out, write.key());
                out.writeInt(write.row().map(List::size).orElse(REMOVED));
                for (String field : write.row().orElse(List.of())) {
                    writeText(out, field);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException when these bytes were not made by {@link #encode} */
    static List<Write> decode(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        List<Write> writes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            String table = readText(in);
            String key = readText(in);
            int fields = in.readInt();
            List<String> row = new ArrayList<>();
            for (int i = 0; i < fields; i++) {
                row.add(readText(in));
            }
            writes.add(new Write(table, key, fields == REMOVED ? Optional.empty() : Optional.of(row)));
        }
        return writes;
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    private static String readText(DataInputStream in) throws IOException {
        char[] chars = new char[in.readInt()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = in.readChar();
        }
        return new String(chars);
    }
}
