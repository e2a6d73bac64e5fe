package org.realtimeupdates.adapter.tyrus.server;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.glassfish.tyrus.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.realtimeupdates.adapter.jakarta.websocket.RealtimeEndpoint;
import org.realtimeupdates.adapter.tyrus.client.TyrusTransport;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.testfixtures.contract.TransportContract;

/** The endpoint in a container that knows nothing of it: the standard API alone. */
class StockTyrusServerTransportTest extends TransportContract {

    private static final TyrusTransport TRANSPORT = new TyrusTransport();
    private static final AtomicReference<ServerEndpointConfig> CONFIG = new AtomicReference<>();

    @AfterAll
    static void closeTransport() {
        TRANSPORT.close();
    }

    @Override
    protected TransportEndpoint start(RealtimeServer server) throws DeploymentException {
        CONFIG.set(RealtimeEndpoint.config(server, RealtimeServer.DEFAULT_MAX_MESSAGE_BYTES));
        Server stock = new Server("localhost", -1, "/", Map.of(), Deployed.class);
        stock.start();
        return new Started(stock);
    }

    @Override
    protected ClientTransport transport() {
        return TRANSPORT;
    }

    @Override
    protected boolean refusesAtTheHandshake() {
        return false;
    }

    /** What Tyrus finds and asks for the endpoints. */
    public static final class Deployed implements ServerApplicationConfig {

        /** Made by Tyrus. */
        public Deployed() {}

        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
            return Set.of(CONFIG.get());
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return Set.of();
        }
    }

    record Started(Server server) implements TransportEndpoint {

        @Override
        public URI uri() {
            return URI.create("ws://localhost:" + server.getPort() + RealtimeServer.PATH);
        }

        @Override
        public void close() {
            server.stop();
        }
    }
}
