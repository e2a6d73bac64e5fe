package org.realtimeupdates.testfixtures.contract;

import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

/** What every store of an app does: the contracts of all its ports. An adapter's test extends it and makes its store. */
public abstract class ClientStoreContract {

    /** For the leaf. */
    protected ClientStoreContract() {}

    /**
     * An empty store, beside those made before.
     *
     * @param clock tells when what happened
     */
    protected abstract ClientStorePorts newStore(ClientStoreLimits limits, InstantSource clock) throws Exception;

    @Nested
    class AppliedUpdatesOfTheStore extends AppliedUpdatesContract {
        @Override
        protected ClientStorePorts newStore(ClientStoreLimits limits, InstantSource clock) throws Exception {
            return ClientStoreContract.this.newStore(limits, clock);
        }
    }

    @Nested
    class AttemptsOfTheStore extends AttemptsContract {
        @Override
        protected ClientStorePorts newStore(ClientStoreLimits limits, InstantSource clock) throws Exception {
            return ClientStoreContract.this.newStore(limits, clock);
        }
    }

    @Nested
    class QuarantineOfTheStore extends QuarantineContract {
        @Override
        protected ClientStorePorts newStore(ClientStoreLimits limits, InstantSource clock) throws Exception {
            return ClientStoreContract.this.newStore(limits, clock);
        }
    }

    @Nested
    class OutboxOfTheStore extends OutboxContract {
        @Override
        protected ClientStorePorts newStore(ClientStoreLimits limits, InstantSource clock) throws Exception {
            return ClientStoreContract.this.newStore(limits, clock);
        }
    }

    @Nested
    class EntitiesOfTheStore extends EntityStoreContract {
        @Override
        protected ClientStorePorts newStore(ClientStoreLimits limits, InstantSource clock) throws Exception {
            return ClientStoreContract.this.newStore(limits, clock);
        }
    }
}
