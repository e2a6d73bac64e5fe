package org.realtimeupdates.adapter.jetty.server;

import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.realtimeupdates.adapter.jakarta.websocket.RealtimeEndpoint;
import org.realtimeupdates.adapter.tyrus.client.TyrusTransport;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.testfixtures.contract.TransportContract;

/** The endpoint in a Jetty that knows nothing of it: the standard API alone. */
class StockJettyTransportTest extends TransportContract {

    private static final TyrusTransport TRANSPORT = new TyrusTransport();

    @AfterAll
    static void closeTransport() {
        TRANSPORT.close();
    }

    @Override
    protected TransportEndpoint start(RealtimeServer server) throws Exception {
        Server jetty = new Server();
        ServerConnector connector = new ServerConnector(jetty);
        connector.setHost("localhost");
        jetty.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(
                context,
                (unused, container) -> container.addEndpoint(
                        RealtimeEndpoint.config(server, RealtimeServer.DEFAULT_MAX_MESSAGE_BYTES)));
        jetty.setHandler(context);
        jetty.start();
        return new Stock(jetty, connector.getLocalPort());
    }

    @Override
    protected ClientTransport transport() {
        return TRANSPORT;
    }

    @Override
    protected boolean refusesAtTheHandshake() {
        return false;
    }

    private record Stock(Server jetty, int port) implements TransportEndpoint {

        @Override
        public URI uri() {
            return URI.create("ws://localhost:" + port + RealtimeServer.PATH);
        }

        @Override
        public void close() {
            try {
                jetty.stop();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
