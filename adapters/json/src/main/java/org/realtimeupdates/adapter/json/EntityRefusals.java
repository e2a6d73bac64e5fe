package org.realtimeupdates.adapter.json;

import org.realtimeupdates.application.port.transport.MalformedEntitiesException;
import org.realtimeupdates.domain.EntityType;

/** Says why entities are refused: their type, the rule and the field, nothing of the content. */
public final class EntityRefusals {

    private EntityRefusals() {}

    /** For a text that breaks a rule. */
    public static MalformedEntitiesException of(EntityType<?> type, BrokenRuleException e) {
        return new MalformedEntitiesException("type " + type + ": " + e.rule(), e);
    }

    /**
     * For what a library or the class itself refuses. Without the cause: what they say of a value may show it.
     *
     * @param what cannot be done, for people
     */
    public static MalformedEntitiesException because(EntityType<?> type, String what, RuntimeException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String by = root.getClass().getName();
        return new MalformedEntitiesException("type " + type + ": " + what + " (" + by + ")", null);
    }
}
