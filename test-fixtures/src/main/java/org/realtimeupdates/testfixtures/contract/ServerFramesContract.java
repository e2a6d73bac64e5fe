package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectionListener.MessageFault;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.testfixtures.network.RawClient;

/** What a server keeps of frames, whatever a client sends. */
public abstract class ServerFramesContract extends ServerFixture {

    private static final byte[] INVALID = {'a', (byte) 0xC3, (byte) 0x28};

    private static final int MAX_FRAGMENTS = 1024;
    private static final int MAX_CONTROL_FRAMES = 200;

    private @Nullable Opened opened;

    private record Opened(RawClient client, TransportRecorder served) {}

    @BeforeEach
    void open() throws IOException {
        start(ServerLimits.WIDE);
        reopen("Device-Id: phone");
    }

    private void reopen(String... headers) throws IOException {
        opened = new Opened(RawClient.open(uri(), headers), server.next());
    }

    private RawClient client() {
        return Objects.requireNonNull(opened).client();
    }

    private TransportRecorder served() {
        return Objects.requireNonNull(opened).served();
    }

    @AfterEach
    void close() throws IOException {
        client().close();
        stopServers();
        server.connections().forEach(TransportRecorder::assertWellBehaved);
    }

    @Test
    void fragmentsAreOneMessage() throws IOException {
        byte[] text = "grüße, \uD83D\uDE80".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < text.length; i++) {
            client().frame(i == text.length - 1, i == 0 ? RawClient.TEXT : RawClient.CONTINUATION, new byte[] {text[i]
            });
            client().frame(true, RawClient.PING, new byte[] {(byte) i});
        }
        assertThat(served().next()).isEqualTo("grüße, \uD83D\uDE80");
        assertThat(client().readFrame().opcode()).isEqualTo(RawClient.PONG);
    }

    @Test
    @DisplayName("RTU-3: invalid UTF-8 in a text message closes with 1007")
    void invalidTextClosesWith1007() throws IOException {
        client().frame(true, RawClient.TEXT, INVALID);
        assertClosed(CloseReason.INVALID_UTF8);
        assertThat(served().receivedCount()).isZero();
    }

    @Test
    @DisplayName("RTU-3 RTU-7: invalid UTF-8 in a binary message is left to the application")
    void invalidBinaryIsUnreadable() throws IOException {
        reopen("Sec-WebSocket-Protocol: realtime-updates.v1.binary");
        client().frame(true, RawClient.BINARY, INVALID);
        assertThat(served().nextFault()).isEqualTo(MessageFault.INVALID_UTF8);
        assertThat(served().next()).isEqualTo("a\uFFFD(");
        client().frame(true, RawClient.BINARY, "still open".getBytes(StandardCharsets.UTF_8));
        assertThat(served().next()).isEqualTo("still open");
    }

    @Test
    @DisplayName("RTU-3 RTU-7: a message of the kind not agreed is left to the application")
    void theWrongKindIsUnreadable() throws IOException {
        client().frame(true, RawClient.BINARY, "binary".getBytes(StandardCharsets.UTF_8));
        assertThat(served().nextFault()).isEqualTo(MessageFault.WRONG_KIND);
        assertThat(served().next()).isEqualTo("binary");

        reopen("Sec-WebSocket-Protocol: realtime-updates.v1.binary");
        client().text("text");
        assertThat(served().nextFault()).isEqualTo(MessageFault.WRONG_KIND);
        assertThat(served().next()).isEqualTo("text");
    }

    @Test
    @DisplayName("RTU-4: endless fragments close with 1009 before they are buffered whole")
    void endlessFragmentsCloseWith1009() throws IOException {
        endlessly(new byte[8192]);
        assertClosedOnOurSide(CloseReason.TOO_BIG);
        assertThat(served().receivedCount()).isZero();
    }

    @Test
    @DisplayName("RTU-4: too many fragments close with 1008, empty ones too")
    void manyFragmentsCloseWith1008() throws IOException {
        endlessly(new byte[0]);
        assertClosedOnOurSide(CloseReason.POLICY_VIOLATION);

        reopen();
        endlessly(new byte[] {'x'});
        assertClosedOnOurSide(CloseReason.POLICY_VIOLATION);
        assertThat(served().receivedCount()).isZero();
    }

    @Test
    void aThousandFragmentsPass() throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = 1; i <= MAX_FRAGMENTS; i++) {
            int opcode = i == 1 ? RawClient.TEXT : RawClient.CONTINUATION;
            frames.writeBytes(RawClient.frameBytes(i == MAX_FRAGMENTS, opcode, new byte[] {'x'}, true));
        }
        client().send(frames.toByteArray());
        assertThat(served().next()).isEqualTo("x".repeat(MAX_FRAGMENTS));
    }

    /** Until the server cuts the connection, a moment after its close frame. */
    private void endlessly(byte[] payload) throws IOException {
        int opcode = RawClient.TEXT;
        try {
            for (int i = 0; i < 100_000_000; i++) {
                client().frame(false, opcode, payload);
                opcode = RawClient.CONTINUATION;
            }
        } catch (SocketException e) {
            return;
        }
        throw new AssertionError("the server took all of them");
    }

    @Test
    @DisplayName("RTU-4: the announced length of a frame is enough to close with 1009")
    void aHugeFrameClosesAtItsHeader() throws IOException {
        for (long length : new long[] {65_537, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
            ByteBuffer header =
                    ByteBuffer.allocate(14).put((byte) 0x81).put((byte) 0xFF).putLong(length);
            client().send(header.array());
            assertClosed(CloseReason.TOO_BIG);
            reopen();
        }
    }

    @Test
    void anUnmaskedFrameClosesWith1002() throws IOException {
        client().send(RawClient.frameBytes(true, RawClient.TEXT, new byte[] {'x'}, false));
        assertClosed(CloseReason.PROTOCOL_ERROR);
        assertThat(served().receivedCount()).isZero();
    }

    @Test
    void aFloodOfPingsClosesWith1008() throws IOException {
        ByteArrayOutputStream pings = new ByteArrayOutputStream();
        for (int i = 0; i <= MAX_CONTROL_FRAMES; i++) {
            pings.writeBytes(RawClient.frameBytes(true, RawClient.PING, new byte[0], true));
        }
        client().send(pings.toByteArray());
        assertClosed(CloseReason.POLICY_VIOLATION);
    }

    @Test
    void brokenFramesCloseWith1002() throws IOException {
        client().frame(true, 3, new byte[0]);
        assertClosed(CloseReason.PROTOCOL_ERROR);
        reopen();
        client().frame(true, RawClient.CONTINUATION, new byte[0]);
        assertClosed(CloseReason.PROTOCOL_ERROR);
        reopen();
        client().frame(true, 0x40 | RawClient.TEXT, new byte[0]);
        assertClosed(CloseReason.PROTOCOL_ERROR);
    }

    @Test
    void aCutConnectionIsTold() throws IOException {
        client().close();
        assertThat(served().awaitClosed())
                .isInstanceOfSatisfying(
                        Disconnect.Closed.class,
                        closed -> assertThat(closed.code()).isEqualTo(CloseReason.ABNORMAL));
    }

    @Test
    void aCloseFrameIsEchoed() throws IOException {
        client().frame(true, RawClient.CLOSE, new byte[] {0x0F, (byte) 0xA1, 'b', 'y', 'e'});
        assertThat(client().readCloseCode()).isEqualTo(4001);
        assertThat(served().awaitClosed()).isEqualTo(new Disconnect.Closed(4001, "bye"));
    }

    @Test
    void closedIsToldThoughThePeerNeverAnswers() throws IOException {
        served().connection().close(new CloseReason(CloseReason.REPLACED, "replaced"));
        assertThat(served().awaitClosed()).isEqualTo(new Disconnect.Closed(CloseReason.REPLACED, "replaced"));
        assertThat(client().readCloseCode()).isEqualTo(CloseReason.REPLACED);
    }

    @Test
    @DisplayName(
            "RFC 6455, 7.1.1: the socket stays open until the client has closed too, so that what it still sends resets nothing")
    void theSocketWaitsForTheClientsClose() throws IOException {
        served().connection().close(new CloseReason(CloseReason.REPLACED, "replaced"));
        served().awaitClosed();
        for (int i = 0; i < 100; i++) {
            client().text("late " + i);
        }
        assertThat(client().readCloseCode()).isEqualTo(CloseReason.REPLACED);
        client().text("later");
        client().frame(true, RawClient.CLOSE, new byte[] {0x03, (byte) 0xE8});
        client().assertEnded();
        assertThat(awaitNoConnections()).isTrue();
        assertThat(served().receivedCount()).isZero();
    }

    @Test
    @DisplayName("RTU-34: a client that reads nothing is closed all the same, and its socket is cut")
    void aStalledPeerIsCut() {
        String message = "x".repeat(1 << 20);
        while (served().trySend(message, 1)) {
            assertThat(served().receivedCount()).isZero();
        }
        served().connection().close(new CloseReason(CloseReason.TOO_SLOW, "too slow"));
        assertThat(served().awaitClosed()).isEqualTo(new Disconnect.Closed(CloseReason.TOO_SLOW, "too slow"));
        assertThat(awaitNoConnections()).as("the socket is closed").isTrue();
    }

    @Test
    void aPeerThatNeverClosesItsSideHoldsNoSocket() {
        served().connection().close(new CloseReason(CloseReason.REPLACED, "replaced"));
        assertThat(awaitNoConnections()).as("the socket is closed").isTrue();
    }

    private void assertClosed(int code) throws IOException {
        assertThat(client().readCloseCode()).isEqualTo(code);
        assertClosedOnOurSide(code);
    }

    private void assertClosedOnOurSide(int code) {
        assertThat(served().awaitClosed())
                .isInstanceOfSatisfying(
                        Disconnect.Closed.class,
                        closed -> assertThat(closed.code()).isEqualTo(code));
    }
}
