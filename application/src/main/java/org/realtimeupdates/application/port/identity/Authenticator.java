package org.realtimeupdates.application.port.identity;

import java.util.Optional;

/** Tells whose token it is. Called before anything of a connection is attached, read or sent [RTU-52]. */
@FunctionalInterface
public interface Authenticator {

    /**
     * The user of that token, or empty when it is unknown, forged or expired. Called on a transport's worker thread, at the
     * same time for several connections; may block.
     *
     * @param token as the client gave it: not checked, never to be logged
     * @throws Exception when it cannot be told at the moment: the client is answered 503 and tries again
     */
    Optional<String> authenticate(String token) throws Exception;
}
