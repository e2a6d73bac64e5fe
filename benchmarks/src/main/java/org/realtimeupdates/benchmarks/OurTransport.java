package org.realtimeupdates.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.realtimeupdates.adapter.netty.client.NettyTransport;
import org.realtimeupdates.adapter.netty.server.NettyServer;
import org.realtimeupdates.adapter.tyrus.client.TyrusTransport;
import org.realtimeupdates.adapter.tyrus.server.StandaloneServer;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.server.RealtimeServer;

/** What carries this library's messages: one more is one more constant. */
enum OurTransport {
    TYRUS {
        @Override
        Serving serve(RealtimeServer server) throws IOException {
            StandaloneServer standalone =
                    StandaloneServer.start(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return new Serving(standalone.uri().getPort(), standalone::close);
        }

        @Override
        ClientTransport client() {
            return TyrusTransport.shared();
        }
    },
    NETTY {
        @Override
        Serving serve(RealtimeServer server) throws IOException {
            NettyServer standalone =
                    NettyServer.start(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return new Serving(standalone.uri().getPort(), standalone::close);
        }

        @Override
        ClientTransport client() {
            return NettyTransport.shared();
        }
    };

    /** Serves on a free port of loopback. */
    abstract Serving serve(RealtimeServer server) throws IOException;

    abstract ClientTransport client();

    /** A server that listens on that port until it is stopped. */
    record Serving(int port, Runnable stop) {}
}
