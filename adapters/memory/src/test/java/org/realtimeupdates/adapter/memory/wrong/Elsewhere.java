package org.realtimeupdates.adapter.memory.wrong;

import java.util.List;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;

/** What belongs into a running transaction, done in one of its own. */
final class Elsewhere {

    private Elsewhere() {}

    /** In a transaction of the other account, which commits at once. */
    static Object call(ClientStorePorts store, Call call) {
        return store.appliedUpdates()
                .applyOnce(AccountType.BUSINESS, List.of(new Effect(Optional.empty(), transaction -> {
                    try {
                        call.with(0, transaction).proceed();
                    } catch (Throwable e) {
                        throw new IllegalStateException("failed elsewhere", e);
                    }
                    return UpdateOutcome.PROCESSED;
                })));
    }
}
