package org.realtimeupdates.adapter.cli;

import java.time.Instant;
import java.util.List;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;

/** Takes no update, so that none is replied and all stay with the server. */
final class NoUpdates implements AppliedUpdates {

    NoUpdates() {}

    @Override
    public List<Result> applyOnce(AccountType account, List<Effect> effects) {
        throw new StoreException("this program only sends commands");
    }

    @Override
    public void forget(AccountType account, Instant notSeenSince) {
        // Nothing is remembered.
    }
}
