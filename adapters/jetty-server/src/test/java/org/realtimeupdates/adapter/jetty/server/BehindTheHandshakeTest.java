package org.realtimeupdates.adapter.jetty.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.testfixtures.contract.TransportServerStub;
import org.realtimeupdates.testfixtures.network.RawClient;

/** Frames that Jetty has read together with the request. */
class BehindTheHandshakeTest {

    private final TransportServerStub server = new TransportServerStub();
    private JettyServer jetty;

    @BeforeEach
    void start() throws IOException {
        jetty = JettyServer.start(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void stop() {
        server.close();
        jetty.close();
    }

    @Test
    void theyAreRead() throws IOException {
        try (RawClient client = new RawClient(jetty.uri())) {
            byte[] frame = RawClient.frameBytes(true, RawClient.TEXT, "early".getBytes(StandardCharsets.UTF_8), true);
            client.send(handshakeAnd(frame, 0, frame.length - 2));
            client.readHead();
            client.send(Arrays.copyOfRange(frame, frame.length - 2, frame.length));
            assertThat(server.next().next()).isEqualTo("early");
        }
    }

    @Test
    @DisplayName("RTU-4: they are looked at like later ones")
    void theyAreLookedAt() throws IOException {
        try (RawClient client = new RawClient(jetty.uri())) {
            byte[] frame = RawClient.frameBytes(true, RawClient.TEXT, new byte[70_000], true);
            client.send(handshakeAnd(frame, 0, 20));
            client.readHead();
            assertThat(client.readCloseCode()).isEqualTo(CloseReason.TOO_BIG);
        }
    }

    private static byte[] handshakeAnd(byte[] frame, int from, int to) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(RawClient.handshake("GET /realtime HTTP/1.1").getBytes(StandardCharsets.US_ASCII));
        bytes.write(frame, from, to - from);
        return bytes.toByteArray();
    }
}
