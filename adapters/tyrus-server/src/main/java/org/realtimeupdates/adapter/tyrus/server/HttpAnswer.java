package org.realtimeupdates.adapter.tyrus.server;

import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.memory.Buffers;

/**
 * An answer in plain HTTP, after which the connection is closed.
 *
 * @param text for people, in US-ASCII; holds nothing of what the client said
 */
record HttpAnswer(int status, String text) {

    private static final int UPGRADE_REQUIRED = 426;

    void write(FilterChainContext context, HttpRequestPacket request) {
        byte[] body = (text + "\n").getBytes(StandardCharsets.US_ASCII);
        HttpResponsePacket response = request.getResponse();
        response.setStatus(status);
        response.setHeader("Connection", "close");
        response.setHeader("Content-Type", "text/plain; charset=us-ascii");
        response.setHeader("Content-Length", Integer.toString(body.length));
        if (status == UPGRADE_REQUIRED) {
            response.setHeader("Upgrade", "websocket");
            response.setHeader("Sec-WebSocket-Version", "13");
        }
        context.write(HttpContent.builder(response)
                .content(Buffers.wrap(context.getMemoryManager(), body))
                .last(true)
                .build());
        context.getConnection().closeSilently();
    }
}
