package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.testfixtures.network.RawClient;

/** How much of the server one client, or all together, can take. */
public abstract class ServerLimitsContract extends ServerFixture {

    private static final int TRIES = 10_000;

    @Test
    @DisplayName("RTU-52: connections above the limit are dropped before a byte of theirs is read")
    void connectionsInAllAreLimited() throws IOException {
        URI uri = start(ServerLimits.WIDE.withMaxConnections(2, 2));
        try (Opened first = open(uri);
                Opened second = open(uri)) {
            assertDropped(uri);
            assertDropped(uri);
            assertThat(server.handshakes()).hasSize(2);
            assertStillWorks(first);
            assertStillWorks(second);
        }
        assertRoomAgain(uri);
    }

    @Test
    @DisplayName("RTU-52: connections of one address are limited")
    void connectionsOfOneAddressAreLimited() throws IOException {
        URI uri = start(ServerLimits.WIDE.withMaxConnections(100, 2));
        try (Opened first = open(uri);
                Opened second = open(uri)) {
            assertDropped(uri);
            assertThat(server.handshakes()).hasSize(2);
            assertStillWorks(first);
            assertStillWorks(second);
        }
        assertRoomAgain(uri);
    }

    @Test
    void aFloodOfFramesClosesWith1008() throws IOException {
        URI uri = start(ServerLimits.WIDE.withMaxFrames(300));
        try (RawClient client = RawClient.open(uri)) {
            ByteArrayOutputStream flood = new ByteArrayOutputStream();
            for (int i = 0; i < 301; i++) {
                flood.writeBytes(RawClient.frameBytes(true, RawClient.TEXT, new byte[] {'x'}, true));
            }
            client.send(flood.toByteArray());
            assertThat(client.readCloseCode()).isEqualTo(CloseReason.POLICY_VIOLATION);
        }
    }

    /** Its answer may have reached the client before the server was told of it. */
    private Opened open(URI uri) throws IOException {
        return new Opened(RawClient.open(uri), server.next());
    }

    private record Opened(RawClient client, TransportRecorder served) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            client.close();
        }
    }

    private static void assertStillWorks(Opened opened) throws IOException {
        opened.client().text("still here");
        assertThat(opened.served().next()).isEqualTo("still here");
    }

    private void assertDropped(URI uri) throws IOException {
        try (RawClient client = new RawClient(uri)) {
            assertThat(client.readCloseCode()).isEqualTo(CloseReason.ABNORMAL);
        }
    }

    /** The server hears of a closed socket a little later. */
    private void assertRoomAgain(URI uri) throws IOException {
        String answer = "";
        for (int i = 0; i < TRIES && !answer.startsWith("HTTP/1.1 101 "); i++) {
            try (RawClient client = new RawClient(uri)) {
                client.send(RawClient.handshake("GET /realtime HTTP/1.1"));
                answer = client.readHead();
            } catch (SocketException e) {
                answer = "dropped";
            }
        }
        assertThat(answer).startsWith("HTTP/1.1 101 ");
    }
}
