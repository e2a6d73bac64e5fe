package org.realtimeupdates.adapter.cli.interoperability;

import java.util.List;
import java.util.Optional;

/**
 * How a peer connects.
 *
 * @param offers subprotocols, the best first
 * @param replies {@code none}; {@code lost}: applies and does not reply; {@code single}: a message for each; {@code refs}: one reply for
 *     an account's updates of a message; {@code array}: single replies in one message
 * @param inSubprotocol whether the token stands in a subprotocol and the device in the URL, as browsers have it [RTU-51]
 * @param token empty: the user's
 * @param origin empty: none, or a browser's own
 */
record Login(
        List<String> offers, String replies, boolean inSubprotocol, Optional<String> token, Optional<String> origin) {

    static final String V1_NAME = "realtime-updates.v1";
    static final String BINARY_NAME = "realtime-updates.v1.binary";

    static final Login BARE = offering();
    static final Login V1 = offering(V1_NAME);
    static final Login BINARY = offering(BINARY_NAME);

    static Login offering(String... offers) {
        return new Login(List.of(offers), "none", false, Optional.empty(), Optional.empty());
    }

    Login replying(String how) {
        return new Login(offers, how, inSubprotocol, token, origin);
    }

    Login asBrowsersDo() {
        return new Login(offers, replies, true, token, origin);
    }

    Login withToken(String other) {
        return new Login(offers, replies, inSubprotocol, Optional.of(other), origin);
    }

    Login from(String page) {
        return new Login(offers, replies, inSubprotocol, token, Optional.of(page));
    }
}
