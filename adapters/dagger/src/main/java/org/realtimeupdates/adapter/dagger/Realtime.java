package org.realtimeupdates.adapter.dagger;

import java.net.URI;

/** Where to begin: an app's client or a service's server, with every port at its default until another is given. */
public final class Realtime {

    private Realtime() {}

    /**
     * An app's half.
     *
     * @param endpoint {@code ws://HOST[:PORT]/realtime} or {@code wss://…}
     * @param deviceId 1 to 64 characters of {@code A-Za-z0-9._-}; the same for ever on this installation of the app
     */
    public static ClientBuilder client(URI endpoint, String deviceId) {
        return new ClientBuilder(endpoint, deviceId);
    }

    /** A server's half. */
    public static ServerBuilder server() {
        return new ServerBuilder();
    }
}
