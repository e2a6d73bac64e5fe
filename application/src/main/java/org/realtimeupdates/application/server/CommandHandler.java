package org.realtimeupdates.application.server;

import java.util.Objects;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;

/** What a service does about the commands of its apps. */
@FunctionalInterface
public interface CommandHandler {

    /**
     * Carries a command out. Called on a worker thread, one at a time for each device, in the order sent; may block. Not called
     * again for a ref whose outcome is recorded [RTU-40].
     *
     * @throws Exception when it cannot be told now: the connection is closed and the app sends the command again, at most 5 times in
     *     all, then it is rejected. A command without a ref is lost.
     */
    CommandOutcome handle(ReceivedCommand command) throws Exception;

    /**
     * A command of an authenticated device.
     *
     * @param account as the app names it: not checked against anything
     * @param arguments the text of one JSON object
     * @param transaction the transaction that the outcome is recorded in: what is written through it, or published with it, takes
     *     effect once for each ref
     */
    record ReceivedCommand(
            Device device,
            AccountType account,
            String name,
            String arguments,
            Optional<Ref> ref,
            Transaction transaction) {

        public ReceivedCommand {
            Objects.requireNonNull(device, "device");
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(arguments, "arguments");
            Objects.requireNonNull(ref, "ref");
            Objects.requireNonNull(transaction, "transaction");
        }

        /** Leaves the arguments out: payloads stay out of logs. */
        @Override
        public String toString() {
            return "ReceivedCommand[" + device + ", " + account + "]";
        }
    }
}
