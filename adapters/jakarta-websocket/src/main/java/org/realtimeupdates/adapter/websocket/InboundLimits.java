package org.realtimeupdates.adapter.websocket;

/**
 * What is taken from a peer [RTU-4].
 *
 * @param maxMessageBytes of a message's UTF-8; a larger one closes with 1009
 * @param maxFragments of one message; more close with 1008
 */
public record InboundLimits(int maxMessageBytes, int maxFragments) {

    public InboundLimits {
        if (maxMessageBytes < 1) {
            throw new IllegalArgumentException("maxMessageBytes: must be positive");
        }
        if (maxFragments < 1) {
            throw new IllegalArgumentException("maxFragments: must be positive");
        }
    }
}
