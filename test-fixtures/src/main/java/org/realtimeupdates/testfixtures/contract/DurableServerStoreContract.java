package org.realtimeupdates.testfixtures.contract;

import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.ResetUpdates;

/**
 * What every store of a server does whose commits outlive the process: the contracts of all its ports, and what is found when it is
 * opened again. A store that ends with its process extends {@link ServerStoreContract} instead.
 */
public abstract class DurableServerStoreContract extends ServerStoreContract {

    /** For the leaf. */
    protected DurableServerStoreContract() {}

    /**
     * The process that used the store dies now, and the next one opens what is left: as
     * {@link DurableClientStoreContract#reopen} otherwise.
     *
     * @param limits as they were before
     * @param clock as it was before
     * @param resets as they were before
     * @return what the newest store has left, made by {@link #newStore} or by this; that one is not used any more
     */
    protected abstract ServerStorePorts reopen(PendingLimits limits, InstantSource clock, ResetUpdates resets)
            throws Exception;

    @Nested
    class ReopenedStore extends ServerStoreReopenRules {
        @Override
        protected ServerStorePorts newStore(PendingLimits limits, InstantSource clock, ResetUpdates resets)
                throws Exception {
            return DurableServerStoreContract.this.newStore(limits, clock, resets);
        }

        @Override
        ServerStorePorts reopen(PendingLimits limits, InstantSource clock, ResetUpdates resets) throws Exception {
            return DurableServerStoreContract.this.reopen(limits, clock, resets);
        }
    }
}
