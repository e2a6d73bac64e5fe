package org.realtimeupdates.adapter.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import org.realtimeupdates.adapter.netty.client.NettyTransport;
import org.realtimeupdates.adapter.netty.server.NettyServer;
import org.realtimeupdates.adapter.tyrus.client.TyrusTransport;
import org.realtimeupdates.adapter.tyrus.server.StandaloneServer;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.server.RealtimeServer;

/** What carries WebSockets, by the name that {@code --transport} takes. */
public enum TransportName {
    tyrus {
        @Override
        public ClientTransport client() {
            return TyrusTransport.shared();
        }

        @Override
        public Serving serve(RealtimeServer server, InetSocketAddress address) throws IOException {
            StandaloneServer started = StandaloneServer.start(server, address);
            return new Serving(started.uri(), started::close);
        }
    },
    netty {
        @Override
        public ClientTransport client() {
            return NettyTransport.shared();
        }

        @Override
        public Serving serve(RealtimeServer server, InetSocketAddress address) throws IOException {
            NettyServer started = NettyServer.start(server, address);
            return new Serving(started.uri(), started::close);
        }
    };

    /** The one of all clients of this JVM. */
    public abstract ClientTransport client();

    /**
     * Begins to serve.
     *
     * @throws IOException when it cannot listen there
     */
    public abstract Serving serve(RealtimeServer server, InetSocketAddress address) throws IOException;

    /**
     * A server that runs.
     *
     * @param uri where it is reached
     * @param close ends it
     */
    public record Serving(URI uri, Runnable close) {}
}
