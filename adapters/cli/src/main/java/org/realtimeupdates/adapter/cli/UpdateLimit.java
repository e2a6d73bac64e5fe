package org.realtimeupdates.adapter.cli;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;

/** Lets a store take so many updates and no more; expects them one at a time. */
final class UpdateLimit implements AppliedUpdates {

    private final AppliedUpdates store;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private long left;

    UpdateLimit(AppliedUpdates store, long limit) {
        this.store = store;
        this.left = limit;
    }

    @Override
    public List<Result> applyOnce(AccountType account, List<Effect> effects) {
        oneAtATime.lock();
        try {
            if (left < effects.size()) {
                throw new StoreException("the limit of updates is reached");
            }
            List<Result> results = store.applyOnce(account, effects);
            for (int i = 0; i < results.size(); i++) {
                if (results.get(i).ran() && effects.get(i).ref().isPresent()) {
                    left--;
                }
            }
            return results;
        } finally {
            oneAtATime.unlock();
        }
    }

    @Override
    public void forget(AccountType account, Instant notSeenSince) {
        store.forget(account, notSeenSince);
    }
}
