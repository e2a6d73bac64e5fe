package org.realtimeupdates.application.port.transport;

import java.util.List;
import java.util.Optional;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.MessageType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;

/** What one frame turned out to be. */
public sealed interface Decoded {

    /**
     * A frame that keeps every rule.
     *
     * @param text the frame as it was sent
     */
    record Frame(SocketMessage message, String text) implements Decoded {

        /** Leaves the content out: payloads stay out of logs. */
        @Override
        public String toString() {
            return "Frame[" + message + "]";
        }
    }

    /**
     * A frame that breaks a rule of [RTU-2]; it has no effect.
     *
     * @param text the frame, or the whole message where it has no frames, as it was sent
     * @param reason for people; holds nothing of the content
     * @param update the update it was meant to be, as far as that can be told [RTU-3]
     */
    record Malformed(String text, String reason, Optional<PoisonUpdate> update) implements Decoded {

        /** Leaves the content out: payloads stay out of logs. */
        @Override
        public String toString() {
            return "Malformed[" + reason + "]";
        }
    }

    /**
     * The server's announcement of a backlog [RTU-35].
     *
     * @param pending how many updates it will send before {@link CaughtUp}; not negative
     */
    record Backlog(AccountType account, int pending) implements Decoded {}

    /** The server's word that the whole backlog was sent [RTU-35]. */
    record CaughtUp(AccountType account) implements Decoded {}

    /** A valid frame of a type that this sender may not send [RTU-5]. */
    record WrongDirection(MessageType type) implements Decoded {}

    /**
     * What can be told of a malformed update.
     *
     * @param type its payload type; empty where unreadable
     * @param ids the ids of its entities, as far as readable
     */
    record PoisonUpdate(AccountType account, Ref ref, String type, List<String> ids) {
        public PoisonUpdate {
            ids = List.copyOf(ids);
        }
    }
}
