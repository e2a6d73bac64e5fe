package org.realtimeupdates.adapter.jdbc;

import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;

/** Accounts as they are stored: by their name on the wire. */
final class Accounts {

    private Accounts() {}

    /** The account that was stored like this. */
    static AccountType read(String stored) {
        return AccountType.find(stored)
                .orElseThrow(() -> new StoreException("the database holds an account that this program does not know"));
    }
}
