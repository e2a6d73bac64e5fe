package org.realtimeupdates.application.server;

import org.realtimeupdates.application.RealtimeUpdatesException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** An update that an app would refuse: too big, nested too deeply, mistyped [RTU-4]. */
public final class InvalidUpdateException extends RealtimeUpdatesException {

    private static final long serialVersionUID = 1L;

    private final Ref ref;
    private final AccountType account;

    public InvalidUpdateException(Ref ref, AccountType account, String reason) {
        super(reason);
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
