package org.realtimeupdates.adapter.websocket;

/**
 * What is taken from a peer [RTU-4].
 *
 * @param maxMessageBytes of a message's UTF-8; a larger one closes with 1009
 * @param maxFragments of one message; more close with 1008
 */
public record InboundLimits(int maxMessageBytes, int maxFragments) {

    /** What a server takes. */
    public static final int FRAGMENTS_TO_A_SERVER = 1024;

    /** What a client takes. */
    public static final int FRAGMENTS_TO_A_CLIENT = 16_384;

    public InboundLimits {
        if (maxMessageBytes < 1) {
            throw new IllegalArgumentException("maxMessageBytes: must be positive");
        }
        if (maxFragments < 1) {
            throw new IllegalArgumentException("maxFragments: must be positive");
        }
    }
}
