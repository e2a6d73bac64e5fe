package org.realtimeupdates.testfixtures.network;

import static org.realtimeupdates.testfixtures.network.WebSocketFrames.BINARY;
import static org.realtimeupdates.testfixtures.network.WebSocketFrames.CLOSE;
import static org.realtimeupdates.testfixtures.network.WebSocketFrames.CONTINUATION;
import static org.realtimeupdates.testfixtures.network.WebSocketFrames.FIN;
import static org.realtimeupdates.testfixtures.network.WebSocketFrames.PING;
import static org.realtimeupdates.testfixtures.network.WebSocketFrames.PONG;
import static org.realtimeupdates.testfixtures.network.WebSocketFrames.TEXT;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.realtimeupdates.testfixtures.network.WebSocketFrames.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One side of a WebSocket over a plain socket, driven by a test: it keeps RFC 6455 unless told to break it.
 *
 * <p>Pings and close frames are answered by themselves. Thread-safe. Sending blocks while the peer does not read; a failure
 * to send is an {@link UncheckedIOException}. Each {@code await…} throws an {@link AssertionError} when time is over, or when
 * the peer broke a rule of framing.
 */
public abstract sealed class RawWebSocket implements AutoCloseable permits ScriptedServer.Peer, RawWebSocketClient {

    private static final Logger LOG = LoggerFactory.getLogger(RawWebSocket.class);

    private final Socket socket;
    private final DataInputStream in;
    private final boolean client;
    private final ReentrantLock writing = new ReentrantLock();
    private final RawInbox inbox = new RawInbox();
    private volatile boolean answersPings = true;
    private volatile boolean answersClose = true;
    private boolean closeSent;

    RawWebSocket(Socket socket, boolean client) throws IOException {
        this.socket = socket;
        this.client = client;
        socket.setTcpNoDelay(true);
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /**
     * A message of the peer.
     *
     * @param binary whether it was a binary message
     * @param text its bytes as UTF-8
     */
    public record Message(boolean binary, String text) {}

    /**
     * How the peer ended the connection.
     *
     * @param code of its close frame; 1005 where that has none, 1006 where the connection ended without a close frame
     * @param reason empty without one
     */
    public record Closed(int code, String reason) {}

    /** Sends a text message in one frame. */
    public void sendText(String text) {
        sendFrame(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a binary message in one frame. */
    public void sendBinary(byte[] bytes) {
        sendFrame(FIN | BINARY, bytes);
    }

    /** Sends a text message in several frames; characters may be split between them. */
    public void sendFragmented(String text, int bytesPerFrame) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int from = 0;
        do {
            int to = Math.min(bytes.length, from + bytesPerFrame);
            int opcode = from == 0 ? TEXT : CONTINUATION;
            sendFrame(to == bytes.length ? FIN | opcode : opcode, Arrays.copyOfRange(bytes, from, to));
            from = to;
        } while (from < bytes.length);
    }

    /** Sends a ping. */
    public void ping(String text) {
        sendFrame(FIN | PING, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends one frame, masked as this side has to.
     *
     * @param firstByte FIN (0x80), reserved bits (0x70) and opcode (0x0f), allowed or not
     */
    public void sendFrame(int firstByte, byte[] payload) {
        sendRaw(WebSocketFrames.encode(firstByte, client, payload));
    }

    /** Sends one frame that is masked where it must not be, or not masked where it must be. */
    public void sendWronglyMaskedFrame(int firstByte, byte[] payload) {
        sendRaw(WebSocketFrames.encode(firstByte, !client, payload));
    }

    /** Sends those bytes as they are. */
    public void sendRaw(byte[] bytes) {
        writing.lock();
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writing.unlock();
        }
    }

    /** Sends a close frame, once. What the peer still sends can be awaited. */
    public void close(int code, String reason) {
        sendClose(WebSocketFrames.closePayload(code, reason));
    }

    /** From now on pings stay unanswered. */
    public void ignorePings() {
        answersPings = false;
    }

    /** From now on a close frame stays unanswered and the socket open. */
    public void ignoreClose() {
        answersClose = false;
    }

    /** Ends the socket with FIN, without a close frame. */
    public void cut() {
        Sockets.close(socket);
    }

    /** Ends the socket with RST. */
    public void reset() {
        Sockets.resetOnClose(socket);
        Sockets.close(socket);
    }

    /** The text of the next message, text or binary. */
    public String awaitMessage(Duration timeout) throws InterruptedException {
        return inbox.awaitMessage(timeout).text();
    }

    /** The next message with its kind. */
    public Message awaitMessageOfAnyKind(Duration timeout) throws InterruptedException {
        return inbox.awaitMessage(timeout);
    }

    /** The text of the next ping, answered or not. */
    public String awaitPing(Duration timeout) throws InterruptedException {
        return inbox.awaitPing(timeout);
    }

    /** The text of the next pong. */
    public String awaitPong(Duration timeout) throws InterruptedException {
        return inbox.awaitPong(timeout);
    }

    /** How the peer ended the connection. Messages that came before can still be taken. */
    public Closed awaitClose(Duration timeout) throws InterruptedException {
        return inbox.awaitClose(timeout);
    }

    /** The messages that have come and were not taken yet. */
    public List<Message> takeMessages() {
        return inbox.takeMessages();
    }

    /** Ends the socket. Idempotent. */
    @Override
    public void close() {
        cut();
    }

    HttpHead readHead(Duration timeout) throws IOException {
        socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
        HttpHead head = HttpHead.read(in);
        socket.setSoTimeout(0);
        return head;
    }

    /** Begins to read frames. */
    void startReading() {
        Thread reader = new Thread(this::read, "raw-websocket");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            readFrames();
            inbox.closed(new Closed(1006, ""));
        } catch (ProtocolException e) {
            inbox.broken(e);
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("the connection ended", e);
            inbox.closed(new Closed(1006, ""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Sockets.close(socket);
        }
    }

    private void readFrames() throws IOException, InterruptedException {
        MessageAssembler assembler = new MessageAssembler();
        Optional<Frame> next = WebSocketFrames.read(in);
        while (next.isPresent()) {
            Frame frame = next.get();
            if (frame.isMasked() == client) {
                throw new ProtocolException(client ? "a masked frame of a server" : "an unmasked frame of a client");
            }
            if (!frame.isControl()) {
                inbox.add(assembler.add(frame));
            } else if (received(frame)) {
                return;
            }
            next = WebSocketFrames.read(in);
        }
    }

    /** Takes a control frame; tells whether the connection is over. */
    private boolean received(Frame frame) throws IOException {
        String text = new String(frame.payload(), StandardCharsets.UTF_8);
        switch (frame.opcode()) {
            case PING -> {
                inbox.ping(text);
                if (answersPings) {
                    sendFrame(FIN | PONG, frame.payload());
                }
            }
            case PONG -> inbox.pong(text);
            case CLOSE -> {
                inbox.closed(closed(frame.payload()));
                if (answersClose) {
                    sendClose(frame.payload());
                    return !client;
                }
            }
            default -> throw new ProtocolException("opcode " + frame.opcode());
        }
        return false;
    }

    private void sendClose(byte[] payload) {
        writing.lock();
        try {
            if (!closeSent) {
                closeSent = true;
                sendFrame(FIN | CLOSE, payload);
            }
        } finally {
            writing.unlock();
        }
    }

    private static Closed closed(byte[] payload) throws ProtocolException {
        if (payload.length == 0) {
            return new Closed(1005, "");
        }
        if (payload.length == 1) {
            throw new ProtocolException("half a close code");
        }
        int code = ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
        return new Closed(code, new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
    }
}
