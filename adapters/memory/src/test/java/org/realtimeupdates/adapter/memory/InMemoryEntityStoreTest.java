package org.realtimeupdates.adapter.memory;

import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.EntityStore;
import org.realtimeupdates.testfixtures.contract.EntityStoreContract;

class InMemoryEntityStoreTest extends EntityStoreContract {

    private final InMemoryDatabase database = new InMemoryDatabase();

    @Override
    protected AppliedUpdates newAppliedUpdates() {
        return new InMemoryAppliedUpdates(database);
    }

    @Override
    protected EntityStore newEntityStore() {
        return new InMemoryEntityStore(database);
    }
}
