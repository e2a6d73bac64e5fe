package org.realtimeupdates.application.port.persistence;

import java.util.Optional;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;

/** The server's memory of the commands it has handled [RTU-40]. Callable from any thread; may block. */
public interface HandledCommands {

    /**
     * The outcome recorded for that ref, or else what the handler gives, which is recorded in the handler's transaction: what the
     * handler writes through that happens once per ref. A handler that throws records nothing, and what it wrote is rolled back. Two
     * calls for the same ref run one after the other.
     *
     * @param ref without one nothing is recorded and the handler always runs
     * @throws StoreException when the store is at fault
     * @throws Exception what the handler throws
     */
    CommandOutcome handleOnce(Device device, Optional<Ref> ref, Handler handler) throws Exception;

    /**
     * Counts one more try to handle that command. Forgotten when its outcome is recorded.
     *
     * @return the tries so far, this one included
     * @throws StoreException when the store is at fault
     */
    int countAttempt(Device device, Ref ref);

    /** What is done about a command. */
    @FunctionalInterface
    interface Handler {

        /** Carries the command out; may write through the transaction. */
        CommandOutcome handle(Transaction transaction) throws Exception;
    }
}
