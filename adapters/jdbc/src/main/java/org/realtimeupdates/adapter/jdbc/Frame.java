package org.realtimeupdates.adapter.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The text of an update on the wire, as it is stored: in UTF-8, with a SHA-256 that tells it from another one. */
final class Frame {

    private final byte[] bytes;
    private final byte[] digest;

    Frame(String text) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.digest = sha256(bytes);
    }

    /** Not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** Not to be changed. */
    byte[] digest() {
        return digest;
    }

    /** The text of stored bytes. */
    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
