package org.realtimeupdates.adapter.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of an input, strictly UTF-8 and of bounded length. */
final class InputLines {

    /** Twice what an update may have. */
    private static final int MAX_BYTES = 2 << 20;

    private final InputStream in;

    InputLines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /**
     * The next line without its end; null at the end of the input. Blocks.
     *
     * @throws BadLineException for a line that is too long or no UTF-8; the next call reads the next one
     */
    @Nullable
    String next() throws IOException, BadLineException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        int b = in.read();
        if (b < 0) {
            return null;
        }
        while (b >= 0 && b != '\n') {
            if (line.size() < MAX_BYTES) {
                line.write(b);
            } else {
                tooLong = true;
            }
            b = in.read();
        }
        if (tooLong) {
            throw new BadLineException("the line has more than " + MAX_BYTES + " bytes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadLineException("the line is no valid UTF-8");
        }
    }

    /** Whether a whole line is there already, so that {@link #next} does not wait. */
    boolean isReady() throws IOException {
        int there = in.available();
        in.mark(there);
        try {
            for (int i = 0; i < there; i++) {
                if (in.read() == '\n') {
                    return true;
                }
            }
            return false;
        } finally {
            in.reset();
        }
    }

    /** A line that cannot be read. */
    static final class BadLineException extends Exception {
        private static final long serialVersionUID = 1L;

        BadLineException(String message) {
            super(message);
        }
    }
}
