package org.realtimeupdates.domain;

import java.util.Objects;

/**
 * What travels over the socket: a payload that belongs to one account [RTU-1].
 *
 * @param account whose account it concerns
 * @param payload a command, a reply or an update
 */
public record SocketMessage(AccountType account, Payload payload) {

    public SocketMessage {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(payload, "payload");
    }

    /** Follows from the payload, so that the two cannot disagree. */
    public MessageType type() {
        if (payload instanceof Command) {
            return MessageType.COMMAND;
        }
        return payload instanceof Reply ? MessageType.REPLY : MessageType.UPDATE;
    }
}
