package org.realtimeupdates.testfixtures.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A WebSocket server for tests of clients: each step is taken by the test, and every rule can be broken.
 *
 * <p>Connections wait in the system's backlog until {@link #awaitConnection} takes them. Belongs to one thread, but for
 * {@link #uri()} and {@link #close()}.
 */
public final class ScriptedServer implements AutoCloseable {

    private final ServerSocket listener;
    private final List<Socket> accepted = new ArrayList<>();

    /** A server that does not listen yet. */
    public ScriptedServer() throws IOException {
        listener = new ServerSocket();
    }

    /** Begins to listen on a free port of the loopback. */
    public void start() throws IOException {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Where it listens. */
    public URI uri() {
        return URI.create(
                "ws://" + listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort() + "/realtime");
    }

    /** The socket address of {@link #uri()}. */
    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /**
     * The next connection, once it has sent the head of its handshake; not answered yet.
     *
     * @throws AssertionError when time is over
     */
    public Peer awaitConnection(Duration timeout) throws IOException {
        try {
            listener.setSoTimeout(Math.toIntExact(timeout.toMillis()));
            Socket socket = listener.accept();
            remember(socket);
            return new Peer(socket, timeout);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no connection with a handshake within " + timeout, e);
        }
    }

    private synchronized void remember(Socket socket) {
        accepted.add(socket);
    }

    /** Ends every connection and stops to listen. Idempotent. */
    @Override
    public synchronized void close() {
        Sockets.close(listener);
        accepted.forEach(Sockets::close);
    }

    /** The connection of one client. */
    public static final class Peer extends RawWebSocket {

        private final HttpHead request;

        private Peer(Socket socket, Duration timeout) throws IOException {
            super(socket, false);
            this.request = readHead(timeout);
        }

        /** The first line of the client's handshake. */
        public String requestLine() {
            return request.startLine();
        }

        /** The whole head of the client's handshake. */
        public HttpHead headers() {
            return request;
        }

        /** Answers as RFC 6455 says and begins to read. */
        public void accept(Optional<String> subprotocol) {
            String key = request.find("Sec-WebSocket-Key").orElse("");
            answer("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + WebSocketFrames.acceptKey(key) + "\r\n"
                    + subprotocol
                            .map(name -> "Sec-WebSocket-Protocol: " + name + "\r\n")
                            .orElse("") + "\r\n");
        }

        /** Answers with that head, whatever it says, and begins to read. */
        public void answer(String head) {
            sendRaw(head.getBytes(StandardCharsets.ISO_8859_1));
            startReading();
        }

        /** Answers with an HTTP status and ends the connection. */
        public void refuse(int status, String... headers) {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Refused\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            head.append("Content-Length: 0\r\nConnection: close\r\n\r\n");
            sendRaw(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            cut();
        }
    }
}
