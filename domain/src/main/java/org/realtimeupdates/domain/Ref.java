package org.realtimeupdates.domain;

/**
 * Names one update, or one command, for ever: the key of redelivery, deduplication and replies [RTU-11]. Says nothing
 * about order.
 *
 * @param value 1 to {@value #MAX_LENGTH} characters (Unicode code points)
 */
public record Ref(String value) {

    public static final int MAX_LENGTH = 128;

    public Ref {
        if (!isValid(value)) {
            throw new IllegalArgumentException("ref: 1 to " + MAX_LENGTH + " characters are allowed");
        }
    }

    /** Whether the text can be a ref. */
    public static boolean isValid(String value) {
        int length = value.codePointCount(0, value.length());
        return length >= 1 && length <= MAX_LENGTH;
    }

    /** Written out, as {@link #hashCode} is: refs are keys of maps on the way of every update, and what a record brings is not always inlined. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Ref ref && value.equals(ref.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
