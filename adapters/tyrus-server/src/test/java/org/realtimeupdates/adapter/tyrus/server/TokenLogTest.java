package org.realtimeupdates.adapter.tyrus.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.testfixtures.contract.TransportServerStub;
import org.realtimeupdates.testfixtures.network.RawClient;

class TokenLogTest {

    private final TransportServerStub server = new TransportServerStub();
    private StandaloneServer standalone;

    @BeforeEach
    void start() throws IOException {
        standalone = StandaloneServer.start(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void stop() {
        server.close();
        standalone.close();
    }

    @Test
    @DisplayName("RTU-51: a token reaches no log, however much is logged")
    void aTokenIsNotLogged() throws IOException {
        // Tyrus' logging is not this module's own.
        getClass()
                .getModule()
                .addReads(ModuleLayer.boot().findModule("java.logging").orElseThrow());
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        Handler handler = new StreamHandler(logged, new SimpleFormatter());
        handler.setLevel(Level.ALL);
        Logger tyrus = Logger.getLogger("org.glassfish.tyrus");
        tyrus.setLevel(Level.ALL);
        tyrus.addHandler(handler);
        tyrus.setUseParentHandlers(false);
        try (RawClient client = RawClient.open(
                standalone.uri(),
                "Device-Id: phone",
                "Authorization: Bearer canary-1",
                "Sec-WebSocket-Protocol: realtime-updates.v1, realtime-updates.bearer.canary-2")) {
            client.text("hello");
            assertThat(server.next().next()).isEqualTo("hello");
        } finally {
            handler.flush();
            tyrus.removeHandler(handler);
            tyrus.setUseParentHandlers(true);
            tyrus.setLevel(null);
        }
        assertThat(logged.toString(StandardCharsets.UTF_8)).isNotEmpty().doesNotContain("canary");
    }
}
