package org.realtimeupdates.domain;

import java.util.Optional;

/** The two accounts of a user that share one socket. Each has its own order, window and backlog. */
public enum AccountType {
    PERSONAL("personal"),
    BUSINESS("business");

    private final String wireName;

    AccountType(String wireName) {
        this.wireName = wireName;
    }

    /** The name on the wire [RTU-1]. */
    public String wireName() {
        return wireName;
    }

    /** The account of that wire name, exactly spelt; empty for any other text. */
    public static Optional<AccountType> find(String wireName) {
        for (AccountType account : values()) {
            if (account.wireName.equals(wireName)) {
                return Optional.of(account);
            }
        }
        return Optional.empty();
    }
}
