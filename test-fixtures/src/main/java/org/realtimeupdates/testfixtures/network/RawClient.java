package org.realtimeupdates.testfixtures.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A client without any library: sends what no well-behaved one would. */
public final class RawClient implements AutoCloseable {

    public static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;

    public RawClient(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    /** A connection whose WebSocket is open. */
    public static RawClient open(URI server, String... headers) throws IOException {
        RawClient client = new RawClient(server);
        client.send(handshake("GET /realtime HTTP/1.1", headers));
        String answer = client.readHead();
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError(answer);
        }
        return client;
    }

    public static String handshake(String requestLine, String... headers) {
        return request(
                requestLine,
                "Upgrade: websocket",
                "Connection: keep-alive, Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: " + KEY,
                String.join("\r\n", headers));
    }

    public static String request(String requestLine, String... headers) {
        StringBuilder text = new StringBuilder(requestLine).append("\r\nHost: localhost\r\n");
        for (String header : headers) {
            text.append(header).append(header.isEmpty() ? "" : "\r\n");
        }
        return text.append("\r\n").toString();
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Sends that and then nothing more, which the server is told. */
    public void sendAndEnd(byte[] bytes) throws IOException {
        try {
            send(bytes);
            socket.shutdownOutput();
        } catch (SocketException e) {
            // It closed before it had read everything.
        }
    }

    public void frame(boolean last, int opcode, byte[] payload) throws IOException {
        send(frameBytes(last, opcode, payload, true));
    }

    public void text(String text) throws IOException {
        frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] frameBytes(boolean last, int opcode, byte[] payload, boolean masked) {
        ByteBuffer header = header(last, opcode, payload.length, masked);
        byte[] mask = {1, 2, 3, 4};
        ByteBuffer frame = ByteBuffer.allocate(header.remaining() + (masked ? 4 : 0) + payload.length);
        frame.put(header);
        if (masked) {
            frame.put(mask);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (masked ? payload[i] ^ mask[i % 4] : payload[i]));
        }
        return frame.array();
    }

    public static ByteBuffer header(boolean last, int opcode, long length, boolean masked) {
        ByteBuffer header = ByteBuffer.allocate(10);
        int maskBit = masked ? 0x80 : 0;
        header.put((byte) ((last ? 0x80 : 0) | opcode));
        if (length < 126) {
            header.put((byte) (maskBit | length));
        } else if (length <= 0xFFFF) {
            header.put((byte) (maskBit | 126)).putShort((short) length);
        } else {
            header.put((byte) (maskBit | 127)).putLong(length);
        }
        return header.flip();
    }

    /** The head of an HTTP answer. */
    public String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                return head.toString();
            }
            head.append((char) read);
        }
        return head.toString();
    }

    /** All that comes until the server closes. */
    public String readToEnd() throws IOException {
        try {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException e) {
            return ""; // reset: what it said is lost
        }
    }

    public Frame readFrame() throws IOException {
        int first = in.readUnsignedByte();
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.writeBytes(in.readNBytes((int) length));
        return new Frame(first & 0x0F, payload.toByteArray());
    }

    /** The code of the close frame that comes next, pongs left out; 1006 where the connection ends without one. */
    public int readCloseCode() throws IOException {
        try {
            Frame frame = readFrame();
            while (frame.opcode() == PONG) {
                frame = readFrame();
            }
            return frame.opcode() == CLOSE ? ByteBuffer.wrap(frame.payload()).getShort() & 0xFFFF : -frame.opcode();
        } catch (EOFException | SocketException e) {
            return 1006;
        }
    }

    /** The server has closed its side, and has reset nothing. */
    public void assertEnded() throws IOException {
        assertThat(in.read()).isNegative();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A frame of the server. */
    public static final class Frame {

        private final int opcode;
        private final byte[] payload;

        private Frame(int opcode, byte[] payload) {
            this.opcode = opcode;
            this.payload = payload;
        }

        public int opcode() {
            return opcode;
        }

        public byte[] payload() {
            return payload;
        }
    }
}
