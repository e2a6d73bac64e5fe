package org.realtimeupdates.adapter.cli.kill;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.UpdateOutcome;

/** Wrong: returns before the commit. */
record CommitLater(AppliedUpdates store, ExecutorService later) implements AppliedUpdates {

    CommitLater(AppliedUpdates store) {
        this(store, Executors.newSingleThreadExecutor());
    }

    @Override
    public List<Result> applyOnce(AccountType account, List<Effect> effects) {
        later.execute(() -> store.applyOnce(account, effects));
        return effects.stream()
                .map(effect -> new Result(true, UpdateOutcome.PROCESSED))
                .toList();
    }

    @Override
    public void forget(AccountType account, Instant notSeenSince) {
        store.forget(account, notSeenSince);
    }
}
