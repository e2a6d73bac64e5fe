package org.realtimeupdates.testfixtures.network;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of an HTTP request or response, as it was sent.
 *
 * @param startLine the request line or the status line
 * @param lines the header lines, in order
 */
public record HttpHead(String startLine, List<String> lines) {

    private static final int MAX_BYTES = 64 << 10;

    public HttpHead {
        lines = List.copyOf(lines);
    }

    /** The values of that header in order; its name in any case. */
    public List<String> all(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return lines.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).trim())
                .toList();
    }

    /** The first value of that header. */
    public Optional<String> find(String name) {
        return all(name).stream().findFirst();
    }

    /** The status, where this is the head of a response. */
    public int status() {
        return Integer.parseInt(startLine.split(" ", 3)[1]);
    }

    /** Reads up to the empty line and not a byte further. */
    static HttpHead read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended inside the head");
            }
            bytes.write(next);
            if (bytes.size() > MAX_BYTES) {
                throw new ProtocolException("head over " + MAX_BYTES + " bytes");
            }
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        List<String> lines = bytes.toString(StandardCharsets.ISO_8859_1).lines().toList();
        return new HttpHead(lines.get(0), lines.subList(1, lines.size() - 1));
    }
}
