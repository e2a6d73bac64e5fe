package org.realtimeupdates.application.port.identity;

import java.util.Optional;

/** Tells whose token it is. Called before anything of a connection is attached, read or sent [RTU-52]. */
@FunctionalInterface
public interface Authenticator {

    /**
     * Whose token it is, or empty when it is unknown, forged or expired. Where that ends, the connection is closed with 4401 then.
     * Called on a transport's worker thread, at the same time for several connections; may block.
     *
     * @param token as the client gave it: not checked, never to be logged
     * @throws Exception when it cannot be told at the moment: the client is answered 503 and tries again
     */
    Optional<Identity> authenticate(String token) throws Exception;

    /** One for tokens that hold until {@code RealtimeService.disconnect} is called. */
    static Authenticator ofUsers(Users users) {
        return token -> users.userOf(token).map(Identity::of);
    }

    /** Whose tokens there are. */
    @FunctionalInterface
    interface Users {

        /**
         * The user of that token, not blank, or empty when it is unknown. Called as {@link Authenticator#authenticate} is.
         *
         * @throws Exception when it cannot be told at the moment
         */
        Optional<String> userOf(String token) throws Exception;
    }
}
