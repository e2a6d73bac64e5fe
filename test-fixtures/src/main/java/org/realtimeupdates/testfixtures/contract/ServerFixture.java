package org.realtimeupdates.testfixtures.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.realtimeupdates.application.server.RealtimeServer;

/** A server with a port of its own under test. */
abstract class ServerFixture {

    static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    final TransportServerStub server = new TransportServerStub();
    private final List<StandaloneEndpoint> started = new ArrayList<>();

    /** A server that runs. */
    public interface StandaloneEndpoint extends TransportContractFixture.TransportEndpoint {

        /**
         * Waits so long for the last connection to close.
         *
         * @return whether none is open
         */
        boolean awaitNoConnections(Duration patience);
    }

    /**
     * Starts a server with a limit of {@link RealtimeServer#DEFAULT_MAX_MESSAGE_BYTES}, on that address only; port 0 is any free one.
     */
    protected abstract StandaloneEndpoint start(RealtimeServer server, InetSocketAddress address, ServerLimits limits)
            throws IOException;

    final StandaloneEndpoint start(InetSocketAddress address, ServerLimits limits) throws IOException {
        StandaloneEndpoint endpoint = start(server, address, limits);
        started.add(endpoint);
        return endpoint;
    }

    final URI start(ServerLimits limits) throws IOException {
        return start(ANY_PORT, limits).uri();
    }

    /** Where the server that was started first is reached. */
    final URI uri() {
        return started.get(0).uri();
    }

    final boolean awaitNoConnections() {
        return started.get(0).awaitNoConnections(Duration.ofSeconds(20));
    }

    @AfterEach
    void stopServers() {
        server.close();
        started.forEach(StandaloneEndpoint::close);
    }
}
