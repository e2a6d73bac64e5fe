package org.realtimeupdates.application.client;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.LogText;
import org.realtimeupdates.application.port.persistence.AppliedUpdates.Result;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MalformedEntitiesException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.domain.UpdateOutcome;

/** What one received update does to the store: its specific action, or its being set aside. */
final class UpdateEffect {

    private final AccountType account;
    private final ReceivedUpdate received;
    private final Optional<Ref> ref;
    private final Quarantine quarantine;
    private final FollowUpCommands commands;
    private final InstantSource clock;
    private final UpdateActions.@Nullable Bound bound;
    private Cause cause = Cause.MALFORMED;
    private String reason = "";
    private int attempts;
    private @Nullable Throwable unbound;
    private @Nullable ProcessedUpdate done;
    private boolean settled;

    UpdateEffect(
            AccountType account,
            ReceivedUpdate received,
            UpdateActions actions,
            EntityCodec codec,
            Quarantine quarantine,
            FollowUpCommands commands,
            InstantSource clock) {
        this.account = account;
        this.received = received;
        this.ref = received.ref();
        this.quarantine = quarantine;
        this.commands = commands;
        this.clock = clock;
        this.bound = bind(actions, codec);
    }

    Optional<Ref> ref() {
        return ref;
    }

    Effect effect() {
        return new Effect(ref(), this::run);
    }

    /** From now on it is set aside instead of tried. */
    void setAsideAsFailed(int tries, @Nullable Throwable failure) {
        cause = Cause.FAILED;
        reason = failure == null ? "failed, or stopped the app, " + tries + " times" : LogText.safe(failure.toString());
        attempts = tries;
    }

    /** Whether the try counted with its batch is past: it is done, or its tries are counted on their own. */
    boolean isSettled() {
        return settled;
    }

    void settle() {
        settled = true;
    }

    /** What became of it, by what the store says. */
    ProcessedUpdate processed(Result result) {
        settled = true;
        if (result.ran() && done != null) {
            return done;
        }
        return new ProcessedUpdate.AlreadyProcessed(ref().orElseThrow(), result.outcome());
    }

    private UpdateActions.@Nullable Bound bind(UpdateActions actions, EntityCodec codec) {
        if (received instanceof ReceivedUpdate.Malformed malformed) {
            reason = malformed.reason();
            return null;
        }
        Update update = ((ReceivedUpdate.WellFormed) received).update();
        try {
            Optional<UpdateActions.Bound> found = actions.bind(update, codec);
            if (found.isEmpty()) {
                cause = Cause.UNSUPPORTED;
                reason = LogText.safe("unsupported: " + update.action() + " of "
                        + update.payload().type());
            }
            return found.orElse(null);
        } catch (MalformedEntitiesException e) {
            reason = LogText.safe(String.valueOf(e.getMessage()));
            return null;
        } catch (RuntimeException | Error e) {
            // A class of the application's that cannot be made: fails like its action, when it is tried.
            unbound = e;
            return null;
        }
    }

    private UpdateOutcome run(Transaction transaction) throws Exception {
        done = null;
        ProcessedUpdate now;
        if (unbound != null && cause != Cause.FAILED) {
            throw new ExecutionException(unbound);
        } else if (bound == null || cause == Cause.FAILED) {
            now = setAside(transaction, cause, reason);
        } else if (quarantine.holds(transaction, account, received.type(), received.ids())) {
            now = setAside(transaction, Cause.HELD, "an earlier update of the same entity is in quarantine");
        } else {
            now = apply(transaction, ((ReceivedUpdate.WellFormed) received).update(), bound);
        }
        done = now;
        return now.outcome();
    }

    private ProcessedUpdate apply(Transaction transaction, Update update, UpdateActions.Bound action) throws Exception {
        try {
            action.action()
                    .apply(new UpdateContext(
                            account, update.ref(), update.action(), update.silent(), transaction, commands));
        } catch (Error e) {
            // Counts like an exception: memory and stack too are used up by some updates and not by others.
            throw new ExecutionException(e);
        }
        return new ProcessedUpdate.Applied(update, action.entities());
    }

    private ProcessedUpdate setAside(Transaction transaction, Cause why, String explanation) {
        QuarantinedUpdate update = new QuarantinedUpdate(
                knownAccount(),
                ref(),
                received.type(),
                received.ids(),
                why,
                explanation,
                attempts,
                clock.instant(),
                received.text());
        quarantine.add(transaction, update);
        return new ProcessedUpdate.SetAside(update);
    }

    /** A frame without a readable ref may lack a readable account too. */
    private Optional<AccountType> knownAccount() {
        return ref().isPresent() ? Optional.of(account) : Optional.empty();
    }
}
