package org.realtimeupdates.application.port.persistence;

import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.RealtimeUpdatesException;

/** A store could not do its work: full, locked, unreachable, broken. Worth another try later. */
public final class StoreException extends RealtimeUpdatesException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
