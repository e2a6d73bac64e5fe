package org.realtimeupdates.adapter.jetty.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.realtimeupdates.adapter.websocket.server.StandaloneServerOptions;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.testfixtures.contract.ServerLimits;
import org.realtimeupdates.testfixtures.contract.StandaloneServerContract;

/** The server under test. */
record Started(JettyServer server) implements StandaloneServerContract.StandaloneEndpoint {

    static Started start(RealtimeServer server, InetSocketAddress address, ServerLimits limits) throws IOException {
        StandaloneServerOptions options = StandaloneServerOptions.DEFAULT
                .withHandshakes(limits.handshakeTimeout(), limits.maxPendingHandshakes())
                .withMaxConnections(limits.maxConnections(), limits.maxConnectionsPerAddress())
                .withMaxFrames(limits.maxFrames());
        return new Started(JettyServer.start(
                server, address, limits.tls().map(options::withTls).orElse(options)));
    }

    @Override
    public URI uri() {
        return server.uri();
    }

    @Override
    public boolean awaitNoConnections(Duration patience) {
        return server.awaitNoConnections(patience);
    }

    @Override
    public void close() {
        server.close();
    }
}
