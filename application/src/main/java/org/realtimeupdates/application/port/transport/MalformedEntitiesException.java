package org.realtimeupdates.application.port.transport;

import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.RealtimeUpdatesException;

/** Entities that do not fit their type. The message names the type and the field, never a value. */
public final class MalformedEntitiesException extends RealtimeUpdatesException {

    private static final long serialVersionUID = 1L;

    public MalformedEntitiesException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
