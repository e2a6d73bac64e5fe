package org.realtimeupdates.testfixtures.network;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** A server without any library: answers as no well-behaved one would. */
public final class RawServer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket listening;

    /** One that listens on a free port of this machine. */
    public RawServer() {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            listening.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create("ws://localhost:" + listening.getLocalPort() + "/realtime");
    }

    public Peer accept() throws IOException {
        return new Peer(listening.accept());
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    /** One client. */
    public static final class Peer implements AutoCloseable {

        private final Socket socket;
        private final DataInputStream in;

        private Peer(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(PATIENCE_MILLIS);
            this.in = new DataInputStream(socket.getInputStream());
        }

        /** The lines of its request. */
        public List<String> readRequest() throws IOException {
            List<String> lines = new ArrayList<>();
            StringBuilder line = new StringBuilder();
            while (true) {
                int read = in.readUnsignedByte();
                if (read == '\n') {
                    if (line.isEmpty()) {
                        return lines;
                    }
                    lines.add(line.toString());
                    line.setLength(0);
                } else if (read != '\r') {
                    line.append((char) read);
                }
            }
        }

        /** Opens the WebSocket. */
        public void open(String... headers) throws IOException {
            String key = readRequest().stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseThrow();
            answer("101 Switching Protocols", withAccept(key, headers));
        }

        private static String[] withAccept(String key, String... headers) {
            List<String> all = new ArrayList<>(List.of(headers));
            all.add("Upgrade: websocket");
            all.add("Connection: Upgrade");
            all.add("Sec-WebSocket-Accept: " + accept(key));
            return all.toArray(String[]::new);
        }

        private static String accept(String key) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-1")
                        .digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII));
                return Base64.getEncoder().encodeToString(hash);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        public void answer(String status, String... headers) throws IOException {
            StringBuilder text = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
            for (String header : headers) {
                text.append(header).append("\r\n");
            }
            send(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        }

        public void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        public void frame(boolean last, int opcode, byte[] payload) throws IOException {
            ByteBuffer frame = ByteBuffer.allocate(payload.length + 10);
            frame.put((byte) ((last ? 0x80 : 0) | opcode));
            if (payload.length < 126) {
                frame.put((byte) payload.length);
            } else if (payload.length <= 0xFFFF) {
                frame.put((byte) 126).putShort((short) payload.length);
            } else {
                frame.put((byte) 127).putLong(payload.length);
            }
            frame.put(payload);
            byte[] bytes = new byte[frame.position()];
            frame.flip().get(bytes);
            send(bytes);
        }

        /** The code of the close frame that comes next. */
        public int readCloseCode() throws IOException {
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0F;
                int length = in.readUnsignedByte() & 0x7F;
                if (length == 126) {
                    length = in.readUnsignedShort();
                }
                byte[] mask = in.readNBytes(4);
                byte[] payload = in.readNBytes(length);
                for (int i = 0; i < length; i++) {
                    payload[i] ^= mask[i % 4];
                }
                if (opcode == 8) {
                    return ByteBuffer.wrap(payload).getShort() & 0xFFFF;
                }
            }
        }

        /** Whether the client closes its side without another byte. */
        public boolean isCut() throws IOException {
            try {
                return in.read() < 0;
            } catch (SocketException e) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
