package org.realtimeupdates.application.port.notification;

import java.util.List;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Ref;

/** Something that happened in the app's half. */
public sealed interface ClientEvent {

    /** The connection is in another state. */
    record StateChanged(ConnectionState state) implements ClientEvent {}

    /** A backlog of that many updates is about to come [RTU-35]. */
    record BacklogStarted(AccountType account, int pending) implements ClientEvent {}

    /** All of the backlog was processed. */
    record CaughtUp(AccountType account) implements ClientEvent {}

    /**
     * An update was applied; its effects and its ref are committed.
     *
     * @param backlog whether it came as part of a backlog
     */
    record Applied(
            AccountType account, Ref ref, Action action, String type, List<String> ids, boolean silent, boolean backlog)
            implements ClientEvent {}

    /** An update came again that was processed before; it is replied again. */
    record AlreadyProcessed(AccountType account, Ref ref) implements ClientEvent {}

    /** An update was set aside; that is committed. */
    record Quarantined(QuarantinedUpdate update) implements ClientEvent {}

    /**
     * A command has its outcome; it left the outbox. May be told again after a fault of the outbox.
     *
     * @param name the command's
     */
    record CommandAnswered(AccountType account, Ref ref, String name, CommandOutcome outcome) implements ClientEvent {}

    /** The store is at fault: nothing is replied, the same updates are tried again after the delay. */
    record StoreFailed(AccountType account, String reason) implements ClientEvent {}
}
