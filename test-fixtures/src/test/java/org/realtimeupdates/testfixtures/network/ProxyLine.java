package org.realtimeupdates.testfixtures.network;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A proxy, what it leads to, and connections through it. */
final class ProxyLine implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int SILENCE_MILLIS = 150;

    final ServerSocket target;
    final TcpFaultProxy proxy;
    private final List<Socket> sockets = new ArrayList<>();

    /** The two ends of a connection through the proxy. */
    record Ends(Socket client, Socket server) {}

    ProxyLine() throws IOException {
        target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        target.setSoTimeout((int) LIMIT.toMillis());
        proxy = new TcpFaultProxy(new InetSocketAddress(target.getInetAddress(), target.getLocalPort()));
    }

    Ends connect() throws Exception {
        int before = proxy.connections();
        Socket client = dial();
        Socket server = target.accept();
        sockets.add(server);
        server.setSoTimeout((int) LIMIT.toMillis());
        proxy.awaitConnections(before + 1, LIMIT);
        return new Ends(client, server);
    }

    Socket dial() throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.connect(proxy.address(), (int) LIMIT.toMillis());
        socket.setSoTimeout((int) LIMIT.toMillis());
        return socket;
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    static String receive(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), US_ASCII);
    }

    static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout((int) LIMIT.toMillis());
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        target.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
