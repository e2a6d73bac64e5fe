package org.realtimeupdates.domain;

import java.util.Optional;

/** The three kinds of message on the socket [RTU-1]. */
public enum MessageType {
    COMMAND("command"),
    REPLY("reply"),
    UPDATE("update");

    private final String wireName;

    MessageType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** The message type of that wire name, exactly spelt; empty for any other text. */
    public static Optional<MessageType> find(String wireName) {
        for (MessageType type : values()) {
            if (type.wireName.equals(wireName)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
