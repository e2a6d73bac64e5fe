package org.realtimeupdates.adapter.netty.client;

import java.net.URI;
import java.util.Locale;

/** Where a server is, as requests say it. */
final class HostHeader {

    private static final int PLAIN = 80;
    private static final int TLS = 443;

    private HostHeader() {}

    /** The host, and the port unless it is the usual one. */
    static String of(URI endpoint) {
        return port(endpoint) == usualPort(endpoint) ? endpoint.getHost() : endpoint.getHost() + ":" + port(endpoint);
    }

    static int port(URI endpoint) {
        return endpoint.getPort() < 0 ? usualPort(endpoint) : endpoint.getPort();
    }

    private static int usualPort(URI endpoint) {
        return endpoint.getScheme().toLowerCase(Locale.ROOT).equals("wss") ? TLS : PLAIN;
    }
}
