package org.realtimeupdates.adapter.websocket.server;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer in plain HTTP, after which the connection is closed.
 *
 * @param text for people, in US-ASCII; holds nothing of what the client said
 */
public record HttpAnswer(int status, String text) {

    private static final int UPGRADE_REQUIRED = 426;

    /** Its body. */
    public byte[] body() {
        return (text + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Its headers, in order. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Connection", "close");
        headers.put("Content-Type", "text/plain; charset=us-ascii");
        headers.put("Content-Length", Integer.toString(body().length));
        if (status == UPGRADE_REQUIRED) {
            headers.put("Upgrade", "websocket");
            headers.put("Sec-WebSocket-Version", "13");
        }
        return headers;
    }
}
