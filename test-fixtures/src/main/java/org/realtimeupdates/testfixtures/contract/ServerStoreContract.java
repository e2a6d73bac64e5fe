package org.realtimeupdates.testfixtures.contract;

import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.ResetUpdates;

/** What every store of a server does: the contracts of all its ports. An adapter's test extends it and makes its store. */
public abstract class ServerStoreContract {

    /** For the leaf. */
    protected ServerStoreContract() {}

    /**
     * An empty store, beside those made before.
     *
     * @param limits what a mailbox may hold
     * @param clock tells when what happened
     * @param resets makes what takes the place of updates that were let go
     */
    protected abstract ServerStorePorts newStore(PendingLimits limits, InstantSource clock, ResetUpdates resets)
            throws Exception;

    @Nested
    class PendingUpdatesOfTheStore extends PendingUpdatesContract {
        @Override
        protected ServerStorePorts newStore(PendingLimits limits, InstantSource clock, ResetUpdates resets)
                throws Exception {
            return ServerStoreContract.this.newStore(limits, clock, resets);
        }
    }

    @Nested
    class DevicesOfTheStore extends DevicesContract {
        @Override
        protected ServerStorePorts newStore(PendingLimits limits, InstantSource clock, ResetUpdates resets)
                throws Exception {
            return ServerStoreContract.this.newStore(limits, clock, resets);
        }
    }

    @Nested
    class HandledCommandsOfTheStore extends HandledCommandsContract {
        @Override
        protected ServerStorePorts newStore(PendingLimits limits, InstantSource clock, ResetUpdates resets)
                throws Exception {
            return ServerStoreContract.this.newStore(limits, clock, resets);
        }
    }

    @Nested
    class MailboxDirectoryOfTheStore extends MailboxDirectoryContract {
        @Override
        protected ServerStorePorts newStore(PendingLimits limits, InstantSource clock, ResetUpdates resets)
                throws Exception {
            return ServerStoreContract.this.newStore(limits, clock, resets);
        }
    }

    @Nested
    class UnappliedUpdatesOfTheStore extends UnappliedUpdatesContract {
        @Override
        protected ServerStorePorts newStore(PendingLimits limits, InstantSource clock, ResetUpdates resets)
                throws Exception {
            return ServerStoreContract.this.newStore(limits, clock, resets);
        }
    }

    @Nested
    class ExpiryOfTheStore extends ExpiryContract {
        @Override
        protected ServerStorePorts newStore(PendingLimits limits, InstantSource clock, ResetUpdates resets)
                throws Exception {
            return ServerStoreContract.this.newStore(limits, clock, resets);
        }
    }
}
