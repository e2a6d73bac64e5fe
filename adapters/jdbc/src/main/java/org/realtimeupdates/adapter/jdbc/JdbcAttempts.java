package org.realtimeupdates.adapter.jdbc;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.realtimeupdates.application.port.persistence.Attempts;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** {@link Attempts} in a table. */
final class JdbcAttempts implements Attempts {

    private final JdbcDatabase database;
    private final InstantSource clock;

    JdbcAttempts(JdbcDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Map<Ref, Integer> counted(AccountType account, List<Ref> refs) {
        return refs.isEmpty()
                ? Map.of()
                : database.read(connection -> new CountedAttempts(connection, account).find(refs));
    }

    @Override
    public Map<Ref, Integer> count(AccountType account, List<Ref> refs) {
        return refs.isEmpty()
                ? Map.of()
                : database.inTransaction(transaction -> {
                    CountedAttempts tries = new CountedAttempts(transaction.connection(), account);
                    Map<Ref, Integer> counts = tries.find(refs);
                    refs.forEach(ref -> counts.merge(ref, 1, Integer::sum));
                    tries.addOne(refs, clock.instant());
                    return counts;
                });
    }

    @Override
    public void forgive(AccountType account, List<Ref> refs) {
        if (refs.isEmpty()) {
            return;
        }
        database.inRelaxedTransaction(transaction -> {
            new CountedAttempts(transaction.connection(), account).takeOne(refs);
            return refs;
        });
    }
}
