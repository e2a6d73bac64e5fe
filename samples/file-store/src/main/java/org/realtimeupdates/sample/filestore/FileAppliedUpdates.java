package org.realtimeupdates.sample.filestore;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.EffectFailedException;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** {@link AppliedUpdates} in a file: a row for each ref, with its outcome and when it came last. */
final class FileAppliedUpdates implements AppliedUpdates {

    private final FileDatabase database;
    private final InstantSource clock;

    FileAppliedUpdates(FileDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    static String refs(AccountType account) {
        return "ref " + account;
    }

    @Override
    public List<Result> applyOnce(AccountType account, List<Effect> effects) {
        return database.inTransaction(transaction -> {
            String now = clock.instant().toString();
            List<Result> results = new ArrayList<>();
            for (Effect effect : effects) {
                Optional<UpdateOutcome> known = effect.ref()
                        .flatMap(ref -> transaction.find(refs(account), ref.value()))
                        .map(row -> UpdateOutcome.valueOf(row.get(0)));
                UpdateOutcome outcome = known.orElseGet(() -> run(transaction, effect, results.size()));
                if (effect.ref().isPresent()) {
                    Ref ref = effect.ref().get();
                    transaction.put(refs(account), ref.value(), outcome.name(), now);
                    transaction.remove(FileAttempts.tries(account), ref.value());
                }
                results.add(new Result(known.isEmpty(), outcome));
            }
            return results;
        });
    }

    private static UpdateOutcome run(FileTransaction transaction, Effect effect, int index) {
        try {
            return effect.work().run(transaction);
        } catch (StoreException fault) {
            throw fault;
        } catch (Throwable failure) {
            throw new EffectFailedException(index, failure);
        }
    }

    /** In one transaction: it is only as long as what is forgotten, and rows are in memory. */
    @Override
    public void forget(AccountType account, Instant notSeenSince) {
        database.inTransaction(transaction -> {
            transaction.rows(refs(account)).forEach((ref, row) -> {
                if (Instant.parse(row.get(1)).isBefore(notSeenSince)) {
                    transaction.remove(refs(account), ref);
                }
            });
            return account;
        });
    }
}
