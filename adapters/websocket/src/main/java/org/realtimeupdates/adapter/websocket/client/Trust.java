package org.realtimeupdates.adapter.websocket.client;

import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;

/** Whom a client trusts. */
public final class Trust {

    private Trust() {}

    /** Whom the JVM trusts. */
    public static SSLContext ofTheJvm() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JVM has no default TLS context", e);
        }
    }
}
