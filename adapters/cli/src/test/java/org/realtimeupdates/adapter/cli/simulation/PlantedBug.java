package org.realtimeupdates.adapter.cli.simulation;

import java.util.function.Supplier;
import org.realtimeupdates.testfixtures.simulation.Wiring;

/** Wrong parts that the simulator must find; each is one mistake that such a library could make. */
enum PlantedBug {
    REPLY_ALTHOUGH_THE_COMMIT_FAILED(WrongAppliedUpdates.Kind.CLAIMS_FAILED_COMMITS),
    EFFECT_BEFORE_ITS_REF_IN_ANOTHER_TRANSACTION(WrongAppliedUpdates.Kind.REF_AFTERWARDS),
    REF_BEFORE_ITS_EFFECT_IN_ANOTHER_TRANSACTION(WrongAppliedUpdates.Kind.REF_BEFOREHAND),
    REFS_FORGOTTEN_AT_A_RESTART(WrongAppliedUpdates.Kind.REFS_IN_MEMORY),
    REFS_REMEMBERED_FOR_A_FEW_ONLY(WrongAppliedUpdates.Kind.TINY_MEMORY),
    REFS_FORGOTTEN_TOO_EARLY(WrongAppliedUpdates.Kind.FORGETS_ALL),
    REFS_SHARED_BY_ACCOUNTS(WrongAppliedUpdates.Kind.ONE_ACCOUNT),
    BATCH_APPLIED_BACKWARDS(WrongAppliedUpdates.Kind.BACKWARDS),
    LAST_EFFECT_OF_A_BATCH_LOST(WrongAppliedUpdates.Kind.DROPS_LAST),
    ATTEMPTS_NOT_DURABLE(WrongClientStore.Kind.ATTEMPTS_IN_MEMORY),
    ATTEMPTS_NEVER_COUNTED(WrongClientStore.Kind.ATTEMPTS_NEVER_COUNTED),
    QUARANTINE_LOSES_THE_TEXT(WrongClientStore.Kind.TEXT_LOST),
    QUARANTINE_LOSES_THE_UPDATE(WrongClientStore.Kind.NOT_SET_ASIDE),
    HOLD_RELEASED_TOO_EARLY(WrongClientStore.Kind.HOLDS_NOTHING),
    HOLD_OF_ANOTHER_ENTITY(WrongClientStore.Kind.HOLDS_TOO_MUCH),
    REPLAYED_UPDATE_STAYS_IN_QUARANTINE(WrongClientStore.Kind.STAYS_IN_QUARANTINE),
    OUTBOX_FORGETS_WHEN_IT_SENDS(WrongOutbox.Kind.FORGETS_AT_SEND),
    OUTBOX_OVERTAKES(WrongOutbox.Kind.NEWEST_FIRST),
    OUTBOX_OUTSIDE_THE_TRANSACTION(WrongOutbox.Kind.OUTSIDE_THE_TRANSACTION),
    OUTBOX_NOT_DURABLE(WrongOutbox.Kind.LOSES_ADDED),
    NOTIFIED_BEFORE_THE_COMMIT(WrongClientParts.Kind.NOTIFIES_IN_THE_ACTION),
    NOTIFIED_TWICE(WrongClientParts.Kind.NOTIFIES_TWICE),
    SILENT_UPDATES_NOTIFIED(WrongClientParts.Kind.SILENCE_IGNORED),
    LAST_FRAME_OF_A_BATCH_LOST(WrongClientParts.Kind.LAST_FRAME_LOST),
    ACCOUNTS_CONFUSED_BY_THE_APP(WrongClientParts.Kind.ACCOUNTS_CONFUSED),
    REPLY_FOR_ANOTHER_ACCOUNT(WrongClientParts.Kind.REPLIES_CONFUSED),
    REPLY_FOR_MORE_THAN_WAS_APPLIED(WrongClientParts.Kind.REPLIES_AHEAD),
    TASKS_OF_THE_APP_REORDERED(WrongClientParts.Kind.TASKS_REORDERED),
    MESSAGE_LOST_ON_THE_WAY_TO_THE_APP(WrongConnections.Kind.LOSES_A_MESSAGE),
    MESSAGE_DOUBLED_ON_THE_WAY(WrongConnections.Kind.DOUBLES_A_MESSAGE),
    MESSAGES_SWAPPED_ON_THE_WAY(WrongConnections.Kind.SWAPS_MESSAGES),
    WRITTEN_TOLD_AT_ONCE(WrongConnections.Kind.WRITTEN_AT_ONCE),
    CONSUMED_NEVER_TOLD(WrongConnections.Kind.NEVER_CONSUMED),
    CLOSE_OF_AN_OLD_CONNECTION_ENDS_THE_NEW(WrongConnections.Kind.OLD_CLOSE_ENDS_NEW),
    TAKEOVER_CLOSES_THE_NEWER(WrongConnections.Kind.OLDER_WINS),
    REPLIES_OF_AN_OLD_CONNECTION_LOST(WrongConnections.Kind.IGNORES_REPLIES),
    UPDATE_LEFT_OUT_OF_A_PAGE(WrongPendingUpdates.Kind.SKIPS_ONE),
    PAGE_OUT_OF_ORDER(WrongPendingUpdates.Kind.SWAPS),
    PAGE_READ_AGAIN(WrongPendingUpdates.Kind.READS_AGAIN),
    CURSOR_NOT_RESET_ON_RECONNECT(WrongPendingUpdates.Kind.GOES_ON),
    REMOVED_WHEN_SENT(WrongPendingUpdates.Kind.REMOVES_WHEN_READ),
    REMOVED_NEVER(WrongPendingUpdates.Kind.NEVER_REMOVES),
    REMOVED_IN_BOTH_ACCOUNTS(WrongPendingUpdates.Kind.REMOVES_IN_BOTH_ACCOUNTS),
    REMOVED_FOR_EVERY_DEVICE(WrongPendingUpdates.Kind.REMOVES_FOR_ALL_DEVICES),
    ALL_EARLIER_REMOVED_WITH_A_REPLY(WrongPendingUpdates.Kind.REMOVES_EARLIER),
    BACKLOG_COUNTED_WRONG(WrongPendingUpdates.Kind.BACKLOG_EMPTY),
    RESET_NEVER_SENT(WrongPendingUpdates.Kind.HIDES_RESETS),
    PUBLISH_CLAIMS_SUCCESS(WrongServerParts.Kind.CLAIMS_PUBLISHED),
    CONFLICT_IGNORED(WrongServerParts.Kind.CONFLICT_IGNORED),
    REF_NOT_REMEMBERED_AFTER_ITS_REPLY(WrongServerParts.Kind.REF_MADE_ANEW),
    JOINED_PUBLISH_OUTSIDE_THE_TRANSACTION(WrongServerParts.Kind.JOINS_NOTHING),
    DEVICE_NOT_REGISTERED(WrongServerParts.Kind.REGISTERS_NOTHING),
    WINDOW_IGNORED(WrongServerParts.Kind.LARGE_WINDOW),
    COMMAND_RECORDED_IN_ANOTHER_TRANSACTION(WrongServerParts.Kind.COMMAND_AFTERWARDS),
    COMMAND_NOT_RECORDED(WrongServerParts.Kind.COMMAND_NEVER),
    COMMANDS_RECORDED_BY_REF_ALONE(WrongServerParts.Kind.COMMAND_BY_REF),
    TOKEN_OF_ANOTHER_USER_ACCEPTED(WrongServerParts.Kind.ONE_USER),
    ANSWERS_LOST(WrongServerParts.Kind.ANSWERS_LOST),
    BACKOFF_RESET_TOO_EARLY(WrongBackoff::new),
    WINDOW_CARRIED_OVER(() -> new WrongWindow(Histories.MESSAGES));

    @SuppressWarnings("ImmutableEnumChecker") // made of an enum constant, changes nothing
    private final Supplier<Wiring> wiring;

    PlantedBug(WrongAppliedUpdates.Kind kind) {
        this(kind::wiring);
    }

    PlantedBug(WrongClientStore.Kind kind) {
        this(kind::wiring);
    }

    PlantedBug(WrongOutbox.Kind kind) {
        this(kind::wiring);
    }

    PlantedBug(WrongClientParts.Kind kind) {
        this(kind::wiring);
    }

    PlantedBug(WrongConnections.Kind kind) {
        this(kind::wiring);
    }

    PlantedBug(WrongPendingUpdates.Kind kind) {
        this(kind::wiring);
    }

    PlantedBug(WrongServerParts.Kind kind) {
        this(kind::wiring);
    }

    PlantedBug(Supplier<Wiring> wiring) {
        this.wiring = wiring;
    }

    /** The world with this mistake in it, for one history. */
    Wiring wiring() {
        return wiring.get();
    }
}
