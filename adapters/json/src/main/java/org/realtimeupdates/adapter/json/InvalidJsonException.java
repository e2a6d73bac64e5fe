package org.realtimeupdates.adapter.json;

/** A text that is no JSON. Tells nothing of it. */
public final class InvalidJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidJsonException() {
        super("no JSON", null, false, false);
    }
}
