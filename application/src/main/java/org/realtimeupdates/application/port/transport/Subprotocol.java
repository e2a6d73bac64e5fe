package org.realtimeupdates.application.port.transport;

import java.util.Optional;

/** What both ends of a connection agreed to speak. */
public enum Subprotocol {
    /** The original frames, one a message, nothing negotiated. */
    BARE(""),
    /** Batches, control frames, outcomes; text messages. */
    V1("realtime-updates.v1"),
    /** The same as {@link #V1} in binary messages [RTU-7]. */
    V1_BINARY("realtime-updates.v1.binary");

    private final String wireName;

    Subprotocol(String wireName) {
        this.wireName = wireName;
    }

    /** Its name in {@code Sec-WebSocket-Protocol}; empty for {@link #BARE}. */
    public String wireName() {
        return wireName;
    }

    /** Whether the additions of version 1 are used. */
    public boolean isV1() {
        return this != BARE;
    }

    /** Whether every message is a binary one; otherwise every message is a text one. */
    public boolean isBinary() {
        return this == V1_BINARY;
    }

    /** The negotiable subprotocol of that name. */
    public static Optional<Subprotocol> find(String wireName) {
        for (Subprotocol subprotocol : values()) {
            if (subprotocol.isV1() && subprotocol.wireName.equals(wireName)) {
                return Optional.of(subprotocol);
            }
        }
        return Optional.empty();
    }
}
