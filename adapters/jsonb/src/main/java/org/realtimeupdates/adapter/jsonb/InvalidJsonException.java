package org.realtimeupdates.adapter.jsonb;

/** A text that is no JSON. Tells nothing of it. */
final class InvalidJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidJsonException() {
        super("no JSON", null, false, false);
    }
}
