package org.realtimeupdates.adapter.websocket.server;

import java.net.InetSocketAddress;
import java.net.URI;
import org.realtimeupdates.application.server.RealtimeServer;

/** Where clients reach a server. */
public final class ServerAddress {

    private ServerAddress() {}

    /**
     * The address for clients of this machine.
     *
     * @param asked where the server was asked to listen
     * @param port the one it got
     */
    public static URI uri(boolean tls, InetSocketAddress asked, int port) {
        boolean any = asked.getAddress() != null && asked.getAddress().isAnyLocalAddress();
        String host = any ? "localhost" : asked.getHostString();
        String literal = host.contains(":") ? "[" + host + "]" : host;
        return URI.create((tls ? "wss://" : "ws://") + literal + ":" + port + RealtimeServer.PATH);
    }
}
