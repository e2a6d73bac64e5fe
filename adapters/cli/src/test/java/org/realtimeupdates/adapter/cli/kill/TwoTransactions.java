package org.realtimeupdates.adapter.cli.kill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.UpdateOutcome;

/** Wrong: the refs are committed first, the effects of the new ones after that. */
record TwoTransactions(AppliedUpdates store) implements AppliedUpdates {

    @Override
    public List<Result> applyOnce(AccountType account, List<Effect> effects) {
        List<Result> results = store.applyOnce(
                account,
                effects.stream()
                        .map(effect -> new Effect(effect.ref(), transaction -> UpdateOutcome.PROCESSED))
                        .toList());
        List<Effect> fresh = new ArrayList<>();
        for (int i = 0; i < effects.size(); i++) {
            if (results.get(i).ran()) {
                fresh.add(new Effect(Optional.empty(), effects.get(i).work()));
            }
        }
        store.applyOnce(account, fresh);
        return results;
    }

    @Override
    public void forget(AccountType account, Instant notSeenSince) {
        store.forget(account, notSeenSince);
    }
}
