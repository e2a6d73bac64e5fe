package org.realtimeupdates.adapter.tyrus.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.realtimeupdates.application.server.Handshake;
import org.realtimeupdates.application.server.RealtimeServer;

/** What RFC 6455 (4.2.1) asks of a client's handshake and Tyrus does not check. */
final class HandshakeRules {

    private static final int KEY_BYTES = 16;

    private static final List<String> UNUSED_BY_TYRUS = List.of(
            "Authorization",
            "Cookie",
            "Device-Id",
            "Sec-WebSocket-Protocol",
            "Sec-WebSocket-Extensions",
            "X-Tyrus-Tracing-Accept",
            "X-Tyrus-Tracing-Threshold",
            "tyrus-cluster-connection-id");

    private HandshakeRules() {}

    /** What to answer instead of going on. */
    static Optional<HttpAnswer> check(HttpRequestPacket request) {
        if (!RealtimeServer.PATH.equals(request.getRequestURI())) {
            return Optional.of(new HttpAnswer(404, "not found"));
        }
        if (!Method.GET.equals(request.getMethod())) {
            return Optional.of(new HttpAnswer(400, "GET is expected"));
        }
        if (!Protocol.HTTP_1_1.equals(request.getProtocol())) {
            return Optional.of(new HttpAnswer(400, "HTTP/1.1 is expected"));
        }
        MimeHeaders headers = request.getHeaders();
        boolean upgrade = "websocket".equalsIgnoreCase(headers.getHeader("Upgrade"))
                && names(headers, "Connection").stream().anyMatch("upgrade"::equalsIgnoreCase);
        if (!upgrade || !names(headers, "Sec-WebSocket-Version").equals(List.of("13"))) {
            return Optional.of(new HttpAnswer(426, "a WebSocket of version 13 is expected"));
        }
        if (!isKey(names(headers, "Sec-WebSocket-Key"))) {
            return Optional.of(new HttpAnswer(400, "Sec-WebSocket-Key is missing or malformed"));
        }
        if (request.getContentLength() > 0 || request.isChunked() || !isUri(request)) {
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

    private static boolean isUri(HttpRequestPacket request) {
        try {
            return new URI(request.getRequestURI() + "?" + query(request)).getFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String query(HttpRequestPacket request) {
        String query = request.getQueryString();
        return query == null ? "" : query;
    }

    /** What the client said. */
    static Handshake handshake(HttpRequestPacket request) {
        MimeHeaders headers = request.getHeaders();
        return new Handshake(
                request.getRequestURI(),
                query(request),
                single(headers, "Authorization"),
                single(headers, "Device-Id"),
                single(headers, "Origin"),
                names(headers, "Sec-WebSocket-Protocol"));
    }

    private static Optional<String> single(MimeHeaders headers, String name) {
        List<String> values = values(headers, name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    private static List<String> names(MimeHeaders headers, String name) {
        return EndpointConfigurator.names(values(headers, name));
    }

    private static List<String> values(MimeHeaders headers, String name) {
        List<String> values = new ArrayList<>();
        headers.values(name).forEach(values::add);
        return values;
    }

    /** Takes out, after the decision, what Tyrus would parse, answer to or log: credentials above all. */
    static void strip(HttpRequestPacket request) {
        MimeHeaders headers = request.getHeaders();
        UNUSED_BY_TYRUS.forEach(headers::removeHeader);
    }
}
