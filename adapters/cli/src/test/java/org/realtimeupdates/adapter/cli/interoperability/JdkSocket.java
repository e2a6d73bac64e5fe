package org.realtimeupdates.adapter.cli.interoperability;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The WebSocket of {@code java.net.http}. It takes one message at a time to send, and hands out large ones in parts. */
final class JdkSocket implements PeerSocket {

    private final WebSocket socket;
    private CompletableFuture<WebSocket> sent;

    private JdkSocket(WebSocket socket) {
        this.socket = socket;
        this.sent = CompletableFuture.completedFuture(socket);
    }

    static PeerSocket.Opener opener() {
        HttpClient client = HttpClient.newHttpClient();
        return (handshake, listener) -> open(client, handshake, listener);
    }

    static String version() {
        return "java.net.http of Java " + System.getProperty("java.version");
    }

    private static void open(HttpClient client, Handshake handshake, Listener listener) {
        WebSocket.Builder builder = client.newWebSocketBuilder();
        handshake.headers().forEach(builder::header);
        List<String> names = handshake.subprotocols();
        if (!names.isEmpty()) {
            builder.subprotocols(names.get(0), names.subList(1, names.size()).toArray(String[]::new));
        }
        builder.buildAsync(handshake.url(), new Receiver(listener)).exceptionally(failure -> {
            Throwable cause = failure.getCause();
            listener.refused(
                    cause instanceof WebSocketHandshakeException refused
                            ? refused.getResponse().statusCode()
                            : 0);
            return null;
        });
    }

    @Override
    public void send(String text, boolean binary) {
        sendPart(text, binary, true);
    }

    @Override
    public void sendBytes(byte[] bytes) {
        then(open -> open.sendBinary(ByteBuffer.wrap(bytes), true));
    }

    @Override
    public void sendFragments(List<String> fragments, boolean binary) {
        for (int i = 0; i < fragments.size(); i++) {
            sendPart(fragments.get(i), binary, i == fragments.size() - 1);
        }
    }

    @Override
    public void ping() {
        then(open -> open.sendPing(ByteBuffer.wrap(new byte[] {'p'})));
    }

    @Override
    public void close() {
        then(open -> open.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }

    private void sendPart(String text, boolean binary, boolean last) {
        then(open -> binary
                ? open.sendBinary(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), last)
                : open.sendText(text, last));
    }

    private synchronized void then(Function<WebSocket, CompletableFuture<WebSocket>> sending) {
        sent = sent.exceptionally(failure -> socket).thenCompose(sending);
    }

    /** Puts messages together. */
    private static final class Receiver implements WebSocket.Listener {

        private final Listener listener;
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private @Nullable JdkSocket socket;

        Receiver(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void onOpen(WebSocket open) {
            socket = new JdkSocket(open);
            listener.opened(socket, open.getSubprotocol());
            open.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                String message = text.toString();
                text.setLength(0);
                received(message, false);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
            byte[] some = new byte[part.remaining()];
            part.get(some);
            bytes.writeBytes(some);
            if (last) {
                String message = bytes.toString(StandardCharsets.UTF_8);
                bytes.reset();
                received(message, true);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            listener.ponged();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            listener.closed(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            listener.closed(1006);
        }

        private void received(String message, boolean binary) {
            if (socket != null) {
                listener.received(socket, message, binary);
            }
        }
    }
}
