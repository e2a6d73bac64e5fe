package org.realtimeupdates.adapter.netty.server;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.realtimeupdates.adapter.netty.websocket.AcceptKey;
import org.realtimeupdates.adapter.websocket.server.HttpAnswer;
import org.realtimeupdates.adapter.websocket.server.RequestHead;
import org.realtimeupdates.application.port.transport.Subprotocol;

/** Requests and answers as Netty has them. */
final class NettyHttp {

    private static final String SCHEME = "http://";

    private NettyHttp() {}

    /** What the client sent. */
    static RequestHead head(HttpRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers()
                .forEach(header -> headers.computeIfAbsent(header.getKey(), first -> new ArrayList<>())
                        .add(header.getValue()));
        String uri = originForm(request.uri());
        int mark = uri.indexOf('?');
        boolean hasBody = request.headers().contains("Transfer-Encoding")
                || !request.headers().get("Content-Length", "0").equals("0");
        return new RequestHead(
                request.method().name(),
                request.protocolVersion().text(),
                mark < 0 ? uri : uri.substring(0, mark),
                mark < 0 ? "" : uri.substring(mark + 1),
                headers,
                hasBody);
    }

    /** Without the server's own address, which a client may put in front [RFC 9112, 3.2.2]. */
    private static String originForm(String uri) {
        if (!uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return uri;
        }
        int path = uri.indexOf('/', SCHEME.length());
        return path < 0 ? "/" : uri.substring(path);
    }

    /** An answer after which the connection is closed. */
    static FullHttpResponse answer(HttpAnswer answer) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                Unpooled.wrappedBuffer(answer.body()));
        answer.headers().forEach(response.headers()::set);
        return response;
    }

    /** The answer to a handshake that was accepted. */
    static FullHttpResponse switching(String key, Subprotocol agreed) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
        response.headers()
                .set("Upgrade", "websocket")
                .set("Connection", "Upgrade")
                .set("Sec-WebSocket-Accept", AcceptKey.of(key));
        if (agreed.isV1()) {
            response.headers().set("Sec-WebSocket-Protocol", agreed.wireName());
        }
        return response;
    }
}
