package org.realtimeupdates.domain;

import java.util.Objects;

/**
 * One installation of the app in the hands of one user: what updates are kept for.
 *
 * @param user the authenticated user; not blank
 * @param id 1 to 64 characters of {@code A-Za-z0-9._-} [RTU-50]
 */
public record Device(String user, String id) {

    private static final int MAX_ID_LENGTH = 64;

    public Device {
        Recipient.checkUser(user);
        Objects.requireNonNull(id, "id");
        if (!isValidId(id)) {
            throw new IllegalArgumentException("device id: 1 to 64 characters of A-Za-z0-9._- are allowed");
        }
    }

    public static boolean isValidId(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (i == MAX_ID_LENGTH || !isAllowed(id.charAt(i))) {
                return false;
            }
        }
        return !id.isEmpty();
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._-".indexOf(c) >= 0;
    }
}
