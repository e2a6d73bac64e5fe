package org.realtimeupdates.adapter.memory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.realtimeupdates.application.port.transport.Utf8;

/** The text of an update: one object for all mailboxes that it waits in. */
final class Frame {

    private final String text;
    private final int bytes;
    private final Digest digest;

    Frame(String text) {
        this.text = text;
        this.bytes = Utf8.size(text);
        this.digest = Digest.of(text);
    }

    String text() {
        return text;
    }

    /** Its size on the wire. */
    int bytes() {
        return bytes;
    }

    Digest digest() {
        return digest;
    }

    /** What is left of a text when only its equality with another one matters: SHA-256. */
    static final class Digest {

        private final byte[] hash;

        private Digest(byte[] hash) {
            this.hash = hash;
        }

        private static Digest of(String text) {
            try {
                return new Digest(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java platform has SHA-256", impossible);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Digest digest && Arrays.equals(hash, digest.hash);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(hash);
        }
    }
}
