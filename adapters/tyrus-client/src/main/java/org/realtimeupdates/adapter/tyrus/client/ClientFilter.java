package org.realtimeupdates.adapter.tyrus.client;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.core.Utils;
import org.glassfish.tyrus.spi.ClientEngine;
import org.glassfish.tyrus.spi.ClientEngine.ClientUpgradeInfo;
import org.glassfish.tyrus.spi.ClientEngine.ClientUpgradeStatus;
import org.glassfish.tyrus.spi.ReadHandler;
import org.glassfish.tyrus.spi.UpgradeRequest;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;

/**
 * Stands between one socket and Tyrus: sends the request, hands over the answer and then the frames, and stops reading a server whose
 * messages are not consumed.
 */
final class ClientFilter extends BaseFilter {

    /** What a server may still send after the connection was closed. */
    private static final int MAX_LEFT_OVER = 1 << 20;

    private final ClientEngine engine;
    private final UpgradeRequest request;
    private final Connecting attempt;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicInteger leftOver = new AtomicInteger();
    private volatile @Nullable FrameWriter writer;
    private volatile @Nullable ReadHandler frames;

    ClientFilter(ClientEngine engine, UpgradeRequest request, Connecting attempt) {
        this.engine = engine;
        this.request = request;
        this.attempt = attempt;
    }

    /** There will be no answer; nothing happens if there was one. */
    void failed(Throwable cause) {
        if (answered.compareAndSet(false, true)) {
            engine.processError(cause);
        }
    }

    @Override
    public NextAction handleConnect(FilterChainContext context) {
        send(context);
        return context.getInvokeAction();
    }

    @Override
    public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
        if (event.type() == ProxyTunnel.class) {
            send(context);
        }
        return context.getInvokeAction();
    }

    private void send(FilterChainContext context) {
        HttpRequestPacket.Builder packet = HttpRequestPacket.builder()
                .protocol(Protocol.HTTP_1_1)
                .method(Method.GET)
                .uri(request.getRequestURI().getRawPath());
        request.getHeaders().forEach((name, values) -> packet.header(name, String.join(", ", values)));
        context.write(HttpContent.builder(packet.build()).build());
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
        HttpContent message = context.getMessage();
        FrameWriter closed = writer;
        if (closed != null && closed.isClosed()) {
            return passOver(context, message);
        }
        ReadHandler handler = frames;
        if (handler != null) {
            return read(context, message, handler);
        }
        if (!answered.compareAndSet(false, true) || !(message.getHttpHeader() instanceof HttpResponsePacket response)) {
            // The body of a refusal.
            return context.getStopAction();
        }
        Connection<?> socket = context.getConnection();
        FrameWriter opened = new FrameWriter(socket);
        ClientUpgradeInfo upgrade = engine.processResponse(answer(response), opened, reason -> socket.closeSilently());
        if (upgrade.getUpgradeStatus() != ClientUpgradeStatus.SUCCESS) {
            socket.closeSilently();
            return context.getStopAction();
        }
        writer = opened;
        frames = upgrade.createConnection().getReadHandler();
        return message.getContent().hasRemaining() ? context.getRerunFilterAction() : context.getStopAction();
    }

    private static TyrusUpgradeResponse answer(HttpResponsePacket response) {
        TyrusUpgradeResponse answer = new TyrusUpgradeResponse();
        answer.setStatus(response.getStatus());
        answer.setReasonPhrase(response.getReasonPhrase());
        for (String name : response.getHeaders().names()) {
            for (String value : response.getHeaders().values(name)) {
                List<String> parsed = Utils.parseHeaderValue(value.strip());
                answer.getHeaders()
                        .merge(
                                name,
                                parsed,
                                (before, more) -> Stream.concat(before.stream(), more.stream())
                                        .toList());
            }
        }
        return answer;
    }

    /** What the server sent before it closes as well. */
    private NextAction passOver(FilterChainContext context, HttpContent message) {
        int all = leftOver.addAndGet(message.getContent().remaining());
        message.recycle();
        if (all > MAX_LEFT_OVER) {
            context.getConnection().closeSilently();
        }
        return context.getStopAction();
    }

    private NextAction read(FilterChainContext context, HttpContent message, ReadHandler handler) {
        WebSocketConnection connection = attempt.connection();
        if (connection != null) {
            // A large frame on a slow link takes longer than silence may last, and Tyrus hands it over only when it is
            // whole.
            connection.heard();
        }
        ByteBuffer bytes = message.getContent().toByteBuffer();
        message.recycle();
        handler.handle(bytes);
        if (connection == null || !connection.window().isFull()) {
            return context.getStopAction();
        }
        NextAction suspended = context.getSuspendAction();
        context.suspend();
        if (!connection.window().pause(() -> resume(context))) {
            resume(context);
        }
        return suspended;
    }

    private static void resume(FilterChainContext context) {
        Connection<?> socket = context.getConnection();
        socket.getTransport().getWorkerThreadPool().execute(() -> context.resume(context.getStopAction()));
    }
}
