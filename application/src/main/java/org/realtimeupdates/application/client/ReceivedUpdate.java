package org.realtimeupdates.application.client;

import java.util.List;
import java.util.Optional;
import org.realtimeupdates.application.port.transport.Decoded.PoisonUpdate;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.Update;

/** An update as it came from the server. */
public sealed interface ReceivedUpdate {

    /** The frame as it was sent. */
    String text();

    /** Its ref, where it could be read. */
    Optional<Ref> ref();

    /** Its payload type; empty where unreadable. */
    String type();

    /** The ids of its entities, as far as readable. */
    List<String> ids();

    /** An update that keeps the rules of the protocol; whether this app knows its action and type is another matter. */
    record WellFormed(Update update, String text) implements ReceivedUpdate {

        /** Leaves the content out: payloads stay out of logs. */
        @Override
        public String toString() {
            return "WellFormed[" + update + "]";
        }

        @Override
        public Optional<Ref> ref() {
            return Optional.of(update.ref());
        }

        @Override
        public String type() {
            return update.payload().type();
        }

        @Override
        public List<String> ids() {
            return update.payload().ids();
        }
    }

    /**
     * A malformed frame [RTU-3].
     *
     * @param known what could be read of it
     * @param reason which rule it breaks
     */
    record Malformed(Optional<PoisonUpdate> known, String reason, String text) implements ReceivedUpdate {

        /** Leaves the content out: payloads stay out of logs. */
        @Override
        public String toString() {
            return "Malformed[" + reason + "]";
        }

        @Override
        public Optional<Ref> ref() {
            return known.map(PoisonUpdate::ref);
        }

        @Override
        public String type() {
            return known.map(PoisonUpdate::type).orElse("");
        }

        @Override
        public List<String> ids() {
            return known.map(PoisonUpdate::ids).orElse(List.of());
        }
    }
}
