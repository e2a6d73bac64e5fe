package org.realtimeupdates.domain;

import java.util.Objects;

/** Where updates of one account wait for one device: the unit of order, window and backlog. */
public record Mailbox(Device device, AccountType account) {

    public Mailbox {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(account, "account");
    }
}
