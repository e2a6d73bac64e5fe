package org.realtimeupdates.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.realtimeupdates.adapter.jetty.server.JettyServer;
import org.realtimeupdates.adapter.netty.client.NettyTransport;
import org.realtimeupdates.adapter.netty.server.NettyServer;
import org.realtimeupdates.adapter.tyrus.client.TyrusTransport;
import org.realtimeupdates.adapter.tyrus.server.StandaloneServer;
import org.realtimeupdates.adapter.websocket.server.StandaloneServerOptions;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.server.RealtimeServer;

/** What carries this library's messages: one more is one more constant. */
enum OurTransport {
    TYRUS {
        @Override
        Serving serve(RealtimeServer server, InetSocketAddress address, StandaloneServerOptions options)
                throws IOException {
            StandaloneServer standalone = StandaloneServer.start(server, address, options);
            return new Serving(standalone.uri(), standalone::close);
        }

        @Override
        ClientTransport client() {
            return TyrusTransport.shared();
        }
    },
    /** The app's half is Tyrus'. */
    JETTY {
        @Override
        Serving serve(RealtimeServer server, InetSocketAddress address, StandaloneServerOptions options)
                throws IOException {
            JettyServer standalone = JettyServer.start(server, address, options);
            return new Serving(standalone.uri(), standalone::close);
        }

        @Override
        ClientTransport client() {
            return TyrusTransport.shared();
        }
    },
    NETTY {
        @Override
        Serving serve(RealtimeServer server, InetSocketAddress address, StandaloneServerOptions options)
                throws IOException {
            NettyServer standalone = NettyServer.start(server, address, options);
            return new Serving(standalone.uri(), standalone::close);
        }

        @Override
        ClientTransport client() {
            return NettyTransport.shared();
        }
    };

    abstract Serving serve(RealtimeServer server, InetSocketAddress address, StandaloneServerOptions options)
            throws IOException;

    abstract ClientTransport client();

    /** Serves on a port of loopback, any free one for 0. */
    Serving serve(RealtimeServer server, int port, StandaloneServerOptions options) throws IOException {
        return serve(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), options);
    }

    /** A server that listens there until it is stopped. */
    record Serving(URI uri, Runnable stop) {}
}
