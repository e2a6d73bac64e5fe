package org.realtimeupdates.application;

import org.jspecify.annotations.Nullable;

/** A fault of this library or of something behind its ports. Every exception it throws on purpose is one of these. */
public class RealtimeUpdatesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RealtimeUpdatesException(String message) {
        super(message);
    }

    public RealtimeUpdatesException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
