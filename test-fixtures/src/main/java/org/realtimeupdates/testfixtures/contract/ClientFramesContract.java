package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectionListener.MessageFault;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.testfixtures.network.RawServer.Peer;

/** What a client keeps of frames, whatever a server sends. */
public abstract class ClientFramesContract extends ClientFixture {

    @Test
    @DisplayName("RTU-3 RTU-7: what cannot be read is told, and the connection stays")
    void whatCannotBeReadIsTold() throws IOException {
        TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10), Subprotocol.V1_BINARY);
        try (Peer peer = server.accept()) {
            peer.open("Sec-WebSocket-Protocol: realtime-updates.v1.binary");
            TransportRecorder client = attempt.awaitOpened();
            peer.frame(true, BINARY, INVALID);
            assertThat(client.nextFault()).isEqualTo(MessageFault.INVALID_UTF8);
            assertThat(client.next()).isEqualTo("a\uFFFD(");
            peer.frame(true, TEXT, "text".getBytes(StandardCharsets.UTF_8));
            assertThat(client.nextFault()).isEqualTo(MessageFault.WRONG_KIND);
            assertThat(client.next()).isEqualTo("text");
            peer.frame(true, BINARY, "still open".getBytes(StandardCharsets.UTF_8));
            assertThat(client.next()).isEqualTo("still open");
        }
    }

    @Test
    void invalidTextClosesWith1007() throws IOException {
        TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10));
        try (Peer peer = server.accept()) {
            peer.open();
            TransportRecorder client = attempt.awaitOpened();
            peer.frame(true, TEXT, INVALID);
            assertClosed(client, CloseReason.INVALID_UTF8);
            assertThat(peer.readCloseCode()).isEqualTo(CloseReason.INVALID_UTF8);
        }
    }

    @Test
    @DisplayName("RTU-4: endless fragments close with 1009")
    void endlessFragmentsClose() throws IOException {
        TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10));
        try (Peer peer = server.accept()) {
            peer.open();
            TransportRecorder client = attempt.awaitOpened();
            try {
                for (int i = 0; i < 100_000; i++) {
                    peer.frame(false, i == 0 ? TEXT : 0, new byte[1000]);
                }
                throw new AssertionError("the client took all of them");
            } catch (SocketException e) {
                assertClosed(client, CloseReason.TOO_BIG);
            }
        }
    }

    @Test
    @DisplayName("RTU-4: a frame whose announced length alone is too much is told as 1009")
    void aHugeFrameCloses() throws IOException {
        TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10));
        try (Peer peer = server.accept()) {
            peer.open();
            TransportRecorder client = attempt.awaitOpened();
            peer.send(ByteBuffer.allocate(10)
                    .put((byte) 0x81)
                    .put((byte) 127)
                    .putLong(1L << 40)
                    .array());
            try {
                for (int i = 0; i < 1000; i++) {
                    peer.send(new byte[1 << 16]);
                }
                throw new AssertionError("the client took all of it");
            } catch (SocketException e) {
                assertClosed(client, CloseReason.TOO_BIG);
            }
        }
    }

    @Test
    void aCutConnectionIsTold() throws IOException {
        TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10));
        try (Peer peer = server.accept()) {
            peer.open();
            attempt.awaitOpened();
        }
        assertClosed(attempt.awaitOpened(), CloseReason.ABNORMAL);
    }

    /** A server that reads a socket's end before it reads what was sent on it would lose that. */
    @Test
    @DisplayName("RTU-58: a closed connection leaves the socket for the server to close")
    void aClosedConnectionLeavesTheSocketToTheServer() throws IOException {
        TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10));
        try (Peer peer = server.accept()) {
            peer.open();
            TransportRecorder client = attempt.awaitOpened();
            client.connection().close(new CloseReason(1000, "bye"));
            assertThat(peer.readCloseCode()).isEqualTo(1000);
            assertThat(client.awaitClosed()).isEqualTo(new Disconnect.Closed(1000, "bye"));
            for (int i = 0; i < 50; i++) {
                peer.frame(true, TEXT, new byte[10_000]);
            }
        }
    }

    @Test
    void aSocketThatTheServerLeavesOpenIsCut() throws IOException {
        TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10));
        try (Peer peer = server.accept()) {
            peer.open();
            attempt.awaitOpened().connection().close(new CloseReason(1000, "bye"));
            assertThat(peer.readCloseCode()).isEqualTo(1000);
            assertThat(peer.isCut()).isTrue();
        }
    }

    @Test
    void closedIsToldThoughThePeerIsStalled() throws IOException {
        TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10));
        try (Peer peer = server.accept()) {
            peer.open();
            TransportRecorder client = attempt.awaitOpened();
            String message = "x".repeat(1 << 20);
            while (client.trySend(message, 1)) {
                assertThat(client.receivedCount()).isZero();
            }
            client.connection().close(new CloseReason(1000, "bye"));
            assertThat(client.awaitClosed()).isEqualTo(new Disconnect.Closed(1000, "bye"));
            client.assertWellBehaved();
        }
    }

    @Test
    void aConnectionThatIsNotConsumedStopsNoOther() throws IOException {
        byte[] message = new byte[10];
        for (int i = 0; i < 20; i++) {
            TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10));
            Peer peer = server.accept();
            peer.open();
            TransportRecorder client = attempt.awaitOpened();
            client.hold();
            for (int k = 0; k < 300; k++) {
                peer.frame(true, TEXT, message);
            }
        }
        TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10));
        try (Peer peer = server.accept()) {
            peer.open();
            peer.frame(true, TEXT, "still read".getBytes(StandardCharsets.UTF_8));
            assertThat(attempt.awaitOpened().next()).isEqualTo("still read");
        }
    }
}
