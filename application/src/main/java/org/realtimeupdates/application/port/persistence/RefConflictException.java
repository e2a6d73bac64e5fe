package org.realtimeupdates.application.port.persistence;

import org.realtimeupdates.application.RealtimeUpdatesException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** A ref was published before with other content [RTU-11]. */
public final class RefConflictException extends RealtimeUpdatesException {

    private static final long serialVersionUID = 1L;

    private final Ref ref;
    private final AccountType account;

    public RefConflictException(Ref ref, AccountType account) {
        super("ref was published before with other content");
        this.ref = ref;
        this.account = account;
    }

    public Ref ref() {
        return ref;
    }

    public AccountType account() {
        return account;
    }
}
