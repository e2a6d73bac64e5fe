package org.realtimeupdates.adapter.memory;

import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.testfixtures.contract.QuarantineContract;

class InMemoryQuarantineTest extends QuarantineContract {

    private final InMemoryDatabase database = new InMemoryDatabase();

    @Override
    protected AppliedUpdates newAppliedUpdates() {
        return new InMemoryAppliedUpdates(database);
    }

    @Override
    protected Quarantine newQuarantine(int maxWithRef, int maxWithoutRef) {
        return new InMemoryQuarantine(database, maxWithRef, maxWithoutRef);
    }
}
