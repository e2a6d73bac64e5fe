package org.realtimeupdates.testfixtures.simulation;

import java.util.List;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/** What a transaction did, in words of the oracle; told when it commits. */
sealed interface StoreNote {

    /** A specific action has run. */
    record Effect(AccountType account, Ref ref, String type, List<String> ids) implements StoreNote {}

    /** An update was put into the quarantine. */
    record SetAside(long position, QuarantinedUpdate update) implements StoreNote {}

    /** An update left the quarantine. */
    record LeftQuarantine(long position, QuarantinedUpdate update) implements StoreNote {}

    /** A command was put into the outbox. */
    record Outboxed(Ref ref) implements StoreNote {}

    /** A command left the outbox. */
    record LeftOutbox(Ref ref) implements StoreNote {}

    /** Refs were forgotten. */
    record Forgot(AccountType account, int refs) implements StoreNote {}

    /** An update waits in a mailbox. */
    record Appended(Mailbox mailbox, Ref ref, String frame, boolean reset) implements StoreNote {}

    /** An update was dropped after its reply. */
    record Removed(Mailbox mailbox, Ref ref) implements StoreNote {}

    /** An update was let go of without a reply. */
    record LetGo(Mailbox mailbox, Ref ref) implements StoreNote {}

    /** A device became known. */
    record Registered(Device device) implements StoreNote {}

    /** A handler of commands has written. */
    record CommandEffect(Device device, Optional<Ref> ref) implements StoreNote {}

    /** The outcome of a command was recorded. */
    record Handled(Device device, Ref ref, CommandOutcome outcome) implements StoreNote {}
}
