package org.realtimeupdates.testfixtures.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A WebSocket client for tests of servers: each step is taken by the test, and every rule can be broken. */
public final class RawWebSocketClient extends RawWebSocket {

    /** The answer of a server to {@link #KEY}. */
    public static final String ACCEPT = WebSocketFrames.acceptKey(RawWebSocketClient.KEY);

    private static final String KEY = "cmVhbHRpbWUtdXBkYXRlcw==";

    private final InetSocketAddress address;
    private final Duration timeout;

    /**
     * Connects the socket and sends nothing.
     *
     * @param timeout of connecting, and of each {@link #handshake}
     */
    public RawWebSocketClient(InetSocketAddress address, Duration timeout) throws IOException {
        super(connect(address, timeout), true);
        this.address = address;
        this.timeout = timeout;
    }

    /** Connects the socket to the host and port of that address and sends nothing. */
    public static RawWebSocketClient of(URI uri, Duration timeout) throws IOException {
        return new RawWebSocketClient(new InetSocketAddress(uri.getHost(), uri.getPort()), timeout);
    }

    /**
     * Sends a correct handshake with further header lines and reads the answer; with status 101 messages can follow.
     *
     * @param target path and query
     * @param furtherHeaders such as {@code Device-Id: phone}
     */
    public HttpHead handshake(String target, String... furtherHeaders) throws IOException {
        List<String> headers = standardHeaders();
        headers.addAll(List.of(furtherHeaders));
        return handshake("GET " + target + " HTTP/1.1", headers);
    }

    /** Sends exactly that request line and those header lines and reads the answer. */
    public HttpHead handshake(String requestLine, List<String> headers) throws IOException {
        String head = requestLine + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        sendRaw(head.getBytes(StandardCharsets.ISO_8859_1));
        return awaitAnswer();
    }

    /** Reads the answer to a handshake that was sent by {@link #sendRaw}. */
    public HttpHead awaitAnswer() throws IOException {
        HttpHead answer = readHead(timeout);
        if (answer.status() == 101) {
            startReading();
        }
        return answer;
    }

    /** The header lines that RFC 6455 asks for; a new list, to be changed at will. */
    public List<String> standardHeaders() {
        return new ArrayList<>(List.of(
                "Host: " + address.getHostString() + ":" + address.getPort(),
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: " + KEY,
                "Sec-WebSocket-Version: 13"));
    }

    private static Socket connect(InetSocketAddress address, Duration timeout) throws IOException {
        Socket socket = new Socket();
        socket.connect(address, Math.toIntExact(timeout.toMillis()));
        return socket;
    }
}
