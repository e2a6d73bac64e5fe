package org.realtimeupdates.testfixtures.contract;

import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

/**
 * What every store of an app does whose commits outlive the process: the contracts of all its ports, and what is found when it is
 * opened again. A store that ends with its process extends {@link ClientStoreContract} instead.
 */
public abstract class DurableClientStoreContract extends ClientStoreContract {

    /** For the leaf. */
    protected DurableClientStoreContract() {}

    /**
     * The process that used the store dies now, and the next one opens what is left. Called while the store is at rest, in the midst
     * of a transaction, and right after a commit. The strictest way is to copy its files as they are now and to open the copy; else
     * its connections are cut, without a chance to write.
     *
     * @param limits as they were before
     * @param clock as it was before
     * @return what the newest store has left, made by {@link #newStore} or by this; that one is not used any more
     */
    protected abstract ClientStorePorts reopen(ClientStoreLimits limits, InstantSource clock) throws Exception;

    @Nested
    class ReopenedStore extends ClientStoreReopenRules {
        @Override
        protected ClientStorePorts newStore(ClientStoreLimits limits, InstantSource clock) throws Exception {
            return DurableClientStoreContract.this.newStore(limits, clock);
        }

        @Override
        ClientStorePorts reopen(ClientStoreLimits limits, InstantSource clock) throws Exception {
            return DurableClientStoreContract.this.reopen(limits, clock);
        }
    }
}
