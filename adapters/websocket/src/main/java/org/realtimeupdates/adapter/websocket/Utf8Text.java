package org.realtimeupdates.adapter.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What bytes say in UTF-8.
 *
 * @param value the text; what is no UTF-8 is replaced by U+FFFD
 * @param valid whether all of it is UTF-8
 */
record Utf8Text(String value, boolean valid) {

    private static final char REPLACEMENT = '\uFFFD';

    /** Decodes what remains. The JVM replaces what is malformed much faster than a decoder reports it: only then is there doubt. */
    static Utf8Text of(ByteBuffer bytes) {
        String text;
        if (bytes.hasArray()) {
            text = new String(
                    bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining(), StandardCharsets.UTF_8);
        } else {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            text = new String(copy, StandardCharsets.UTF_8);
        }
        return new Utf8Text(text, text.indexOf(REPLACEMENT) < 0 || isUtf8(bytes));
    }

    private static boolean isUtf8(ByteBuffer bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
