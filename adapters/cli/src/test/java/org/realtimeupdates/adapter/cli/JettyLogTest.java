package org.realtimeupdates.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.adapter.jetty.server.JettyServer;
import org.realtimeupdates.testfixtures.contract.TransportServerStub;
import org.realtimeupdates.testfixtures.network.RawClient;

class JettyLogTest {

    private final CapturedLog log = new CapturedLog();
    private final TransportServerStub server = new TransportServerStub();

    @AfterEach
    void stopCapturing() {
        log.close();
    }

    @Test
    @DisplayName(
            "RTU-51: on Jetty a token reaches no log above the debug level, where Jetty itself writes whole requests")
    void onlyJettysDebugLogHasTokens() throws IOException {
        try (JettyServer jetty = JettyServer.start(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                RawClient client = RawClient.open(
                        jetty.uri(),
                        "Authorization: Bearer canary-1",
                        "Sec-WebSocket-Protocol: realtime-updates.v1, realtime-updates.bearer.canary-2")) {
            client.text("canary-3");
            assertThat(server.next().next()).isEqualTo("canary-3");
            server.close();
        }
        assertThat(log.texts(Level.CONFIG)).isNotEmpty().noneMatch(text -> text.contains("canary"));
        assertThat(log.ownMessages()).noneMatch(text -> text.contains("canary"));
        assertThat(log.texts()).anyMatch(text -> text.contains("canary-1"));
    }
}
