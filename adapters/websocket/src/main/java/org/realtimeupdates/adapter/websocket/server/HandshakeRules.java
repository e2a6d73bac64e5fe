package org.realtimeupdates.adapter.websocket.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.realtimeupdates.application.server.RealtimeServer;

/** What RFC 6455 (4.2.1) asks of a client's handshake, and engines do not check or answer in their own ways. */
public final class HandshakeRules {

    private static final int KEY_BYTES = 16;

    private HandshakeRules() {}

    /** What to answer instead of going on. */
    public static Optional<HttpAnswer> check(RequestHead request) {
        if (!request.version().startsWith("HTTP/1.")) {
            return Optional.of(new HttpAnswer(505, "HTTP/1.1 is expected"));
        }
        if (!RealtimeServer.PATH.equals(request.path())) {
            return Optional.of(new HttpAnswer(404, "not found"));
        }
        if (!"GET".equals(request.method())) {
            return Optional.of(new HttpAnswer(400, "GET is expected"));
        }
        if (!"HTTP/1.1".equals(request.version())) {
            return Optional.of(new HttpAnswer(400, "HTTP/1.1 is expected"));
        }
        if (request.values("Host").size() != 1) {
            return Optional.of(new HttpAnswer(400, "Host is missing or doubled"));
        }
        boolean upgrade = request.values("Upgrade").stream().anyMatch("websocket"::equalsIgnoreCase)
                && request.names("Connection").stream().anyMatch("upgrade"::equalsIgnoreCase);
        if (!upgrade || !request.names("Sec-WebSocket-Version").equals(List.of("13"))) {
            return Optional.of(new HttpAnswer(426, "a WebSocket of version 13 is expected"));
        }
        if (!isKey(request.names("Sec-WebSocket-Key"))) {
            return Optional.of(new HttpAnswer(400, "Sec-WebSocket-Key is missing or malformed"));
        }
        if (request.hasBody() || !isUri(request)) {
            return Optional.of(new HttpAnswer(400, "malformed request"));
        }
        return Optional.empty();
    }

    private static boolean isKey(List<String> keys) {
        if (keys.size() != 1) {
            return false;
        }
        try {
            return keys.get(0).length() == 24 && Base64.getDecoder().decode(keys.get(0)).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isUri(RequestHead request) {
        try {
            return new URI(request.path() + "?" + request.query()).getFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
