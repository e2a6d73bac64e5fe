package org.realtimeupdates.application.port.persistence;

import java.util.concurrent.Callable;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;

/** The server's memory of the commands it has handled [RTU-40]. Callable from any thread; may block. */
public interface HandledCommands {

    /**
     * The outcome recorded for that ref, or else what the handler gives, which is recorded: in one transaction where the
     * handler's writes share it. A handler that throws records nothing. Two calls for the same ref run one after the other.
     *
     * @throws StoreException when the store is at fault
     * @throws Exception what the handler throws
     */
    CommandOutcome handleOnce(Device device, Ref ref, Callable<CommandOutcome> handler) throws Exception;

    /**
     * Counts one more try to handle that command. Forgotten when its outcome is recorded.
     *
     * @return the tries so far, this one included
     * @throws StoreException when the store is at fault
     */
    int countAttempt(Device device, Ref ref);
}
