package org.realtimeupdates.application.client;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.realtimeupdates.application.LogText;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.EffectFailedException;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.application.port.persistence.QuarantineView.Entry;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.domain.UpdateOutcome;

/** Tries one update in quarantine again: its specific action and its leaving the quarantine are one transaction. */
final class Replay {

    private final UpdateActions actions;
    private final AppliedUpdates applied;
    private final Quarantine quarantine;
    private final MessageCodec messages;
    private final EntityCodec entities;

    Replay(
            UpdateActions actions,
            AppliedUpdates applied,
            Quarantine quarantine,
            MessageCodec messages,
            EntityCodec entities) {
        this.actions = actions;
        this.applied = applied;
        this.quarantine = quarantine;
        this.messages = messages;
        this.entities = entities;
    }

    /** Whether it was unsupported and has a specific action now; tried too often in vain, it waits to be asked for. */
    boolean isKnownNow(QuarantinedUpdate update) {
        return update.cause() == Cause.UNSUPPORTED
                && decode(update).filter(actions::take).isPresent();
    }

    /**
     * Tries an update until it is applied or was tried {@value ManageUpdate#MAX_ATTEMPTS} times in all, and once at least. Each try is
     * counted durably before it, so that one that stops the app counts too.
     */
    ReplayedUpdate tryAgain(Entry entry, FollowUpCommands commands) {
        QuarantinedUpdate update = entry.update();
        AccountType account = update.account().orElseThrow();
        Optional<Update> decoded = decode(update);
        if (decoded.isEmpty() || !actions.take(decoded.get())) {
            return new ReplayedUpdate.Failed(account, update.ref().orElseThrow(), update.reason());
        }
        if (update.cause() != Cause.FAILED && update.attempts() >= ManageUpdate.MAX_ATTEMPTS) {
            // By itself it is not tried for ever: from now on only when asked for.
            QuarantinedUpdate given = update.tried(update.attempts(), "failed, or stopped the app, when tried again");
            save(account, new Entry(entry.position(), given));
            return new ReplayedUpdate.Failed(account, update.ref().orElseThrow(), given.reason());
        }
        String reason = update.reason();
        Entry tried = entry;
        do {
            Entry before = tried;
            tried = new Entry(entry.position(), before.update().counted());
            save(account, tried);
            try {
                return apply(account, entry.position(), decoded.get(), commands);
            } catch (EffectFailedException e) {
                reason = LogText.safe(String.valueOf(e.getCause()));
            } catch (StoreException e) {
                forgive(account, before, e);
                throw e;
            }
        } while (tried.update().attempts() < ManageUpdate.MAX_ATTEMPTS);
        QuarantinedUpdate failed = tried.update().tried(tried.update().attempts(), reason);
        save(account, new Entry(entry.position(), failed));
        return new ReplayedUpdate.Failed(account, update.ref().orElseThrow(), reason);
    }

    private ReplayedUpdate apply(AccountType account, long position, Update update, FollowUpCommands commands) {
        ProcessedUpdate.Applied[] done = new ProcessedUpdate.Applied[1];
        transact(account, transaction -> {
            done[0] = run(account, update, transaction, commands);
            quarantine.remove(transaction, position);
        });
        return new ReplayedUpdate.Applied(account, done[0]);
    }

    private ProcessedUpdate.Applied run(
            AccountType account, Update update, Transaction transaction, FollowUpCommands commands) throws Exception {
        try {
            UpdateActions.Bound bound = actions.bind(update, entities).orElseThrow();
            bound.action()
                    .apply(new UpdateContext(
                            account, update.ref(), update.action(), update.silent(), transaction, commands));
            return new ProcessedUpdate.Applied(update, bound.entities());
        } catch (Error e) {
            // Counts like an exception, as at the first tries.
            throw new ExecutionException(e);
        }
    }

    private void save(AccountType account, Entry entry) {
        transact(account, transaction -> quarantine.update(transaction, entry));
    }

    /** The try that was counted was none. */
    private void forgive(AccountType account, Entry before, StoreException fault) {
        try {
            save(account, before);
        } catch (StoreException e) {
            fault.addSuppressed(e);
        }
    }

    private void transact(AccountType account, Work work) {
        applied.applyOnce(account, List.of(new Effect(Optional.empty(), transaction -> {
            work.run(transaction);
            return UpdateOutcome.PROCESSED;
        })));
    }

    private Optional<Update> decode(QuarantinedUpdate update) {
        return messages.decode(update.text(), Sender.SERVER, Subprotocol.V1).stream()
                .filter(Decoded.Frame.class::isInstance)
                .map(frame -> ((Decoded.Frame) frame).message().payload())
                .filter(Update.class::isInstance)
                .map(Update.class::cast)
                .findFirst();
    }

    /** What one transaction does. */
    @FunctionalInterface
    private interface Work {
        void run(Transaction transaction) throws Exception;
    }
}
