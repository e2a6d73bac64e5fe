package org.realtimeupdates.domain;

import java.util.Optional;

/** What became of an update in the app. Every outcome lets the server drop it [RTU-20]. */
public enum UpdateOutcome {
    /** Applied; its effects are durable. */
    PROCESSED("processed"),
    /** Set aside after it could not be read or applied, or held behind such an update [RTU-33]. */
    QUARANTINED("quarantined"),
    /** Set aside until the app knows its action and type [RTU-14]. */
    UNSUPPORTED("unsupported");

    private final String wireName;

    UpdateOutcome(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** The outcome of that wire name, exactly spelt; empty for any other text. */
    public static Optional<UpdateOutcome> find(String wireName) {
        for (UpdateOutcome outcome : values()) {
            if (outcome.wireName.equals(wireName)) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }
}
