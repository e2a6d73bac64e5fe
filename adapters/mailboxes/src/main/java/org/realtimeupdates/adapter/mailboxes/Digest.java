package org.realtimeupdates.adapter.mailboxes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What is left of a text when only its equality with another one matters: the first half of its SHA-256. */
public record Digest(long high, long low) {

    /** Makes digests. Not thread-safe. */
    public static final class Maker {

        private final MessageDigest sha256;

        /** Makes one. */
        public Maker() {
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java platform has SHA-256", impossible);
            }
        }

        /** The digest of a text. */
        public Digest of(String text) {
            return of(text.getBytes(StandardCharsets.UTF_8));
        }

        /** The digest of a text in UTF-8. */
        public Digest of(byte[] text) {
            // What is left where memory ran out within a digest would spoil the next one.
            sha256.reset();
            ByteBuffer hash = ByteBuffer.wrap(sha256.digest(text));
            return new Digest(hash.getLong(), hash.getLong());
        }
    }
}
