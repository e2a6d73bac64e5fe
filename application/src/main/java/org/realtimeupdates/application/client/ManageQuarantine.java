package org.realtimeupdates.application.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.application.port.persistence.QuarantineView;
import org.realtimeupdates.application.port.persistence.QuarantineView.Entry;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/**
 * Tries updates in quarantine again, or lets them go; what was held behind them follows, in order [RTU-33]. An update is never
 * applied before an earlier one of the same entity.
 *
 * <p>Blocks. For each account it must take turns with {@link ManageUpdate}: a client does both on the account's lane.
 */
public final class ManageQuarantine {

    private static final int PAGE = 100;

    private final AppliedUpdates applied;
    private final Quarantine quarantine;
    private final Replay replay;

    public ManageQuarantine(
            UpdateActions actions,
            AppliedUpdates applied,
            Quarantine quarantine,
            MessageCodec messages,
            EntityCodec entities) {
        this.applied = applied;
        this.quarantine = quarantine;
        this.replay = new Replay(actions, applied, quarantine, messages, entities);
    }

    /**
     * Tries updates of an account again, in order, and those held that nothing holds any more.
     *
     * @param selected which to try
     * @return what became of those selected, and of those that followed
     * @throws org.realtimeupdates.application.port.persistence.StoreException when the store is at fault; what was done until then is
     *     committed
     */
    public List<ReplayedUpdate> replay(
            AccountType account, Predicate<QuarantinedUpdate> selected, FollowUpCommands commands) {
        List<ReplayedUpdate> results = new ArrayList<>();
        replay(account, selected, commands, results::add);
        return results;
    }

    /** Tries again what was unsupported and is known now [RTU-14], and what nothing holds any more. As {@link #replay}. */
    public List<ReplayedUpdate> replayKnown(AccountType account, FollowUpCommands commands) {
        List<ReplayedUpdate> results = new ArrayList<>();
        replayKnown(account, commands, results::add);
        return results;
    }

    /**
     * Lets go of updates of an account without applying them.
     *
     * @param selected which to let go
     * @return as {@link #replay}
     */
    public List<ReplayedUpdate> discard(
            AccountType account, Predicate<QuarantinedUpdate> selected, FollowUpCommands commands) {
        List<ReplayedUpdate> results = new ArrayList<>();
        discard(account, selected, commands, results::add);
        return results;
    }

    /** As above; tells each result once it is committed, those before a fault of the store too. */
    void replay(
            AccountType account,
            Predicate<QuarantinedUpdate> selected,
            FollowUpCommands commands,
            Consumer<ReplayedUpdate> done) {
        walk(account, selected, update -> false, commands, done);
    }

    /** As above; tells each result once it is committed, those before a fault of the store too. */
    void replayKnown(AccountType account, FollowUpCommands commands, Consumer<ReplayedUpdate> done) {
        walk(account, replay::isKnownNow, update -> false, commands, done);
    }

    /** As above; tells each result once it is committed, those before a fault of the store too. */
    void discard(
            AccountType account,
            Predicate<QuarantinedUpdate> selected,
            FollowUpCommands commands,
            Consumer<ReplayedUpdate> done) {
        walk(account, update -> false, selected, commands, done);
    }

    private void walk(
            AccountType account,
            Predicate<QuarantinedUpdate> toReplay,
            Predicate<QuarantinedUpdate> toDiscard,
            FollowUpCommands commands,
            Consumer<ReplayedUpdate> done) {
        Set<HeldEntity> held = new HashSet<>();
        long position = QuarantineView.START;
        List<Entry> page = quarantine.list(position, PAGE);
        while (!page.isEmpty()) {
            for (Entry entry : page) {
                position = entry.position();
                if (entry.update().account().equals(Optional.of(account))
                        && entry.update().ref().isPresent()) {
                    visit(entry, held, toReplay, toDiscard, commands).ifPresent(done);
                }
            }
            page = quarantine.list(position, PAGE);
        }
    }

    private Optional<ReplayedUpdate> visit(
            Entry entry,
            Set<HeldEntity> held,
            Predicate<QuarantinedUpdate> toReplay,
            Predicate<QuarantinedUpdate> toDiscard,
            FollowUpCommands commands) {
        QuarantinedUpdate update = entry.update();
        AccountType account = update.account().orElseThrow();
        Ref ref = update.ref().orElseThrow();
        if (toDiscard.test(update)) {
            discard(account, entry);
            return Optional.of(new ReplayedUpdate.Discarded(account, ref));
        }
        List<HeldEntity> entities = update.ids().stream()
                .map(id -> new HeldEntity(update.type(), id))
                .toList();
        boolean selected = toReplay.test(update);
        boolean behindAnother = entities.stream().anyMatch(held::contains);
        Optional<ReplayedUpdate> result = Optional.empty();
        if (behindAnother) {
            result = selected ? Optional.of(new ReplayedUpdate.Held(account, ref)) : result;
        } else if (selected || update.cause() == Cause.HELD) {
            result = Optional.of(replay.tryAgain(entry, commands));
        }
        if (!(result.isPresent() && result.get() instanceof ReplayedUpdate.Applied)) {
            held.addAll(entities);
        }
        return result;
    }

    private void discard(AccountType account, Entry entry) {
        applied.applyOnce(account, List.of(new Effect(Optional.empty(), transaction -> {
            quarantine.remove(transaction, entry.position());
            return UpdateOutcome.QUARANTINED;
        })));
    }

    /** An entity whose later updates have to wait. */
    private record HeldEntity(String type, String id) {}
}
