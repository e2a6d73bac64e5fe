package org.realtimeupdates.adapter.jetty.server;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.realtimeupdates.adapter.websocket.server.HandshakeRules;
import org.realtimeupdates.adapter.websocket.server.HttpAnswer;
import org.realtimeupdates.adapter.websocket.server.RequestHead;
import org.realtimeupdates.application.port.transport.Subprotocol;

/** Requests and answers as Jetty has them. */
final class JettyHttp {

    private static final List<String> UNUSED_BY_JETTY = List.of(
            "Authorization", "Cookie", "Device-Id", "Origin", "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions");

    private JettyHttp() {}

    /** What the client sent. */
    static RequestHead head(Request request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.getHeaders()
                .forEach(field -> headers.computeIfAbsent(field.getName(), first -> new ArrayList<>())
                        .add(field.getValue()));
        boolean hasBody = headers.containsKey("Transfer-Encoding")
                || !headers.getOrDefault("Content-Length", List.of("0")).equals(List.of("0"));
        String path = request.getHttpURI().getPath();
        String query = request.getHttpURI().getQuery();
        return new RequestHead(
                request.getMethod(),
                request.getConnectionMetaData().getHttpVersion().asString(),
                path == null ? "" : path,
                query == null ? "" : query,
                headers,
                hasBody);
    }

    /** The request without what Jetty would parse, answer to or keep as long as the session: credentials above all. */
    static Request stripped(Request request, Subprotocol agreed) {
        HttpFields.Mutable left = HttpFields.build(request.getHeaders());
        UNUSED_BY_JETTY.forEach(left::remove);
        if (agreed.isV1()) {
            // Jetty answers with none that it was not offered.
            left.put("Sec-WebSocket-Protocol", agreed.wireName());
        }
        HttpFields headers = left.asImmutable();
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return headers;
            }
        };
    }

    /** Answers and closes. */
    static void answer(HttpAnswer answer, Response response, Callback callback) {
        response.reset();
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    /** Answers what Jetty cannot read as HTTP, or refuses by itself: in our words, which quote nothing. */
    static final class Refusals extends ErrorHandler {

        private static final int VERSION_NOT_SUPPORTED = 505;
        private static final int UPGRADE_REQUIRED = 426;

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            JettyHttp.answer(answer(request, response.getStatus()), response, callback);
            return true;
        }

        private static HttpAnswer answer(Request request, int status) {
            if (status == VERSION_NOT_SUPPORTED) {
                return new HttpAnswer(status, "HTTP/1.1 is expected");
            }
            if (status >= 500) {
                return new HttpAnswer(503, "internal error");
            }
            // Jetty refuses an upgrade without a connection's option for it before anybody is asked.
            return HandshakeRules.check(head(request))
                    .filter(answer -> answer.status() == UPGRADE_REQUIRED)
                    .orElse(new HttpAnswer(400, "malformed request"));
        }
    }
}
