package org.realtimeupdates.application.port.identity;

/** Where the app gets its bearer token. Asked anew for every connection [RTU-55]. */
@FunctionalInterface
public interface Credentials {

    /**
     * A token that is valid now. Called on a worker thread; may block.
     *
     * @throws Exception when there is none at the moment: the client tries again with backoff
     */
    String token() throws Exception;
}
