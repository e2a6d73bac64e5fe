package org.realtimeupdates.adapter.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.realtimeupdates.application.RealtimeUpdatesException;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.EffectFailedException;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** {@link AppliedUpdates} in tables: effects and refs are one transaction of the database. */
final class JdbcAppliedUpdates implements AppliedUpdates {

    private static final int MAX_FORGOTTEN_TOGETHER = 1_000;

    /** The counts of updates that never got an outcome, as the server let go of them, are kept so much longer than refs. */
    private static final Duration ATTEMPTS_KEPT_LONGER = Duration.ofDays(90);

    private final JdbcDatabase database;
    private final InstantSource clock;

    JdbcAppliedUpdates(JdbcDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<Result> applyOnce(AccountType account, List<Effect> effects) {
        return effects.isEmpty()
                ? List.of()
                : database.inTransaction(transaction -> applyOnce(transaction, account, effects));
    }

    private List<Result> applyOnce(JdbcTransaction transaction, AccountType account, List<Effect> effects)
            throws SQLException {
        AppliedRefs refs = refs(transaction, account);
        List<Ref> asked =
                effects.stream().flatMap(effect -> effect.ref().stream()).toList();
        Map<Ref, UpdateOutcome> known = refs.find(asked);
        Map<Ref, UpdateOutcome> fresh = new LinkedHashMap<>();
        Map<Ref, UpdateOutcome> all = new HashMap<>(known);
        List<Result> results = new ArrayList<>(effects.size());
        for (Effect effect : effects) {
            Optional<UpdateOutcome> remembered = effect.ref().map(all::get);
            UpdateOutcome outcome =
                    remembered.isPresent() ? remembered.get() : run(transaction, effect, results.size());
            if (remembered.isEmpty() && effect.ref().isPresent()) {
                fresh.put(effect.ref().get(), outcome);
                all.put(effect.ref().get(), outcome);
            }
            results.add(new Result(remembered.isEmpty(), outcome));
        }
        transaction.writeCopies();
        Instant now = clock.instant();
        refs.seenAgain(known, now);
        refs.remember(fresh, now);
        new CountedAttempts(transaction.connection(), account).clear(asked);
        return results;
    }

    private UpdateOutcome run(JdbcTransaction transaction, Effect effect, int index) throws SQLException {
        JdbcTransaction lent = transaction.lend();
        try {
            UpdateOutcome outcome = effect.work().run(lent);
            lent.requireGoingOn();
            return outcome;
        } catch (Throwable e) {
            throw blame(lent, index, e);
        } finally {
            lent.end();
        }
    }

    /** The store where it is at fault, also when the effect throws something else after it has met a fault; else the effect. */
    private RealtimeUpdatesException blame(JdbcTransaction lent, int index, Throwable e) {
        if (e instanceof StoreException fault) {
            return fault;
        }
        String fault = database.dialect().storeFault(e);
        if (fault.isEmpty()) {
            fault = lent.fault().map(database.dialect()::storeFault).orElse("");
        }
        return fault.isEmpty() ? new EffectFailedException(index, e) : new StoreException(fault, e);
    }

    @Override
    public void forget(AccountType account, Instant notSeenSince) {
        Instant time = notSeenSince.isBefore(Instant.EPOCH) ? Instant.EPOCH : notSeenSince;
        int forgotten = MAX_FORGOTTEN_TOGETHER;
        while (forgotten == MAX_FORGOTTEN_TOGETHER) {
            forgotten = database.inRelaxedTransaction(
                    transaction -> refs(transaction, account).forget(time, MAX_FORGOTTEN_TOGETHER));
        }
        database.inRelaxedTransaction(transaction -> {
            new CountedAttempts(transaction.connection(), account).clearBefore(time.minus(ATTEMPTS_KEPT_LONGER));
            return account;
        });
    }

    private AppliedRefs refs(JdbcTransaction transaction, AccountType account) {
        return new AppliedRefs(database.dialect(), transaction.connection(), account);
    }
}
