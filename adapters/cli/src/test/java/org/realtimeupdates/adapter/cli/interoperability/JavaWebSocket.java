package org.realtimeupdates.adapter.cli.interoperability;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.java_websocket.WebSocket;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Opcode;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.IProtocol;
import org.java_websocket.protocols.Protocol;

/** A client of Java-WebSocket. The status of a refusal stands in the reason of a close. */
final class JavaWebSocket extends WebSocketClient implements PeerSocket {

    private static final Pattern STATUS = Pattern.compile("status code received: (\\d{3})");

    private final Listener listener;
    private boolean open;

    private JavaWebSocket(Handshake handshake, Listener listener) {
        super(
                handshake.url(),
                new Draft_6455(
                        List.of(),
                        handshake.subprotocols().isEmpty()
                                ? List.of(new Protocol(""))
                                : handshake.subprotocols().stream()
                                        .<IProtocol>map(Protocol::new)
                                        .toList()),
                handshake.headers(),
                0);
        this.listener = listener;
    }

    static PeerSocket.Opener opener() {
        return (handshake, listener) -> new JavaWebSocket(handshake, listener).connect();
    }

    static String version() {
        return "Java-WebSocket " + release() + ", Java " + System.getProperty("java.version");
    }

    private static String release() {
        try (InputStream in = WebSocketClient.class.getResourceAsStream(
                "/META-INF/maven/org.java-websocket/Java-WebSocket/pom.properties")) {
            Properties properties = new Properties();
            properties.load(Objects.requireNonNull(in));
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onOpen(ServerHandshake answer) {
        open = true;
        listener.opened(this, answer.getFieldValue("Sec-WebSocket-Protocol"));
    }

    @Override
    public void onMessage(String message) {
        listener.received(this, message, false);
    }

    @Override
    public void onMessage(ByteBuffer bytes) {
        listener.received(this, StandardCharsets.UTF_8.decode(bytes).toString(), true);
    }

    @Override
    public void onWebsocketPong(WebSocket connection, Framedata frame) {
        super.onWebsocketPong(connection, frame);
        listener.ponged();
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
        if (open) {
            listener.closed(code);
        } else {
            Matcher status = STATUS.matcher(reason);
            listener.refused(status.find() ? Integer.parseInt(status.group(1)) : 0);
        }
    }

    @Override
    public void onError(Exception error) {
        if (error instanceof ConnectException) {
            throw new IllegalStateException(error);
        }
    }

    @Override
    public void send(String text, boolean binary) {
        if (binary) {
            send(text.getBytes(StandardCharsets.UTF_8));
        } else {
            send(text);
        }
    }

    @Override
    public void sendBytes(byte[] bytes) {
        send(bytes);
    }

    @Override
    public void sendFragments(List<String> fragments, boolean binary) {
        sendFragments(this, fragments, binary);
    }

    /** The same for a connection of a server. */
    static void sendFragments(WebSocket socket, List<String> fragments, boolean binary) {
        for (int i = 0; i < fragments.size(); i++) {
            socket.sendFragmentedFrame(
                    binary ? Opcode.BINARY : Opcode.TEXT,
                    ByteBuffer.wrap(fragments.get(i).getBytes(StandardCharsets.UTF_8)),
                    i == fragments.size() - 1);
        }
    }

    @Override
    public void ping() {
        sendPing();
    }
}
