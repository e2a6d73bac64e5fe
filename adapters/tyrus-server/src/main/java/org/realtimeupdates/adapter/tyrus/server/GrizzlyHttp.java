package org.realtimeupdates.adapter.tyrus.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.glassfish.grizzly.memory.Buffers;
import org.realtimeupdates.adapter.websocket.server.HttpAnswer;
import org.realtimeupdates.adapter.websocket.server.RequestHead;

/** Requests and answers as Grizzly has them. */
final class GrizzlyHttp {

    private static final List<String> UNUSED_BY_TYRUS = List.of(
            "Authorization",
            "Cookie",
            "Device-Id",
            "Sec-WebSocket-Protocol",
            "Sec-WebSocket-Extensions",
            "X-Tyrus-Tracing-Accept",
            "X-Tyrus-Tracing-Threshold",
            "tyrus-cluster-connection-id");

    private GrizzlyHttp() {}

    /** What the client sent. */
    static RequestHead request(HttpRequestPacket request) {
        MimeHeaders headers = request.getHeaders();
        Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.size(); i++) {
            values.computeIfAbsent(headers.getName(i).toString(), first -> new ArrayList<>())
                    .add(headers.getValue(i).toString());
        }
        String query = request.getQueryString();
        return new RequestHead(
                request.getMethod().getMethodString(),
                request.getProtocol().getProtocolString(),
                request.getRequestURI(),
                query == null ? "" : query,
                values,
                request.getContentLength() > 0 || request.isChunked());
    }

    /** Takes out, after the decision, what Tyrus would parse, answer to or log: credentials above all. */
    static void strip(HttpRequestPacket request) {
        MimeHeaders headers = request.getHeaders();
        UNUSED_BY_TYRUS.forEach(headers::removeHeader);
    }

    /** Answers and closes. */
    static void write(HttpAnswer answer, FilterChainContext context, HttpRequestPacket request) {
        HttpResponsePacket response = request.getResponse();
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        context.write(HttpContent.builder(response)
                .content(Buffers.wrap(context.getMemoryManager(), answer.body()))
                .last(true)
                .build());
        context.getConnection().closeSilently();
    }
}
