package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        return refs.isEmpty() ? Map.of() : database.read(connection -> counted(rows(connection, account), refs));
    }

    @Override
    public Map<Ref, Integer> count(AccountType account, List<Ref> refs) {
        if (refs.isEmpty()) {
            return Map.of();
        }
        return database.inTransaction(transaction -> {
            RefRows rows = rows(transaction.connection(), account);
            Set<Ref> open = new LinkedHashSet<>(refs);
            open.removeAll(new AppliedRefs(rows).find(refs).keySet());
            new CountedAttempts(rows).addOne(open, clock.instant());
            return counted(rows, refs);
        });
    }

    @Override
    public void forgive(AccountType account, List<Ref> refs) {
        if (refs.isEmpty()) {
            return;
        }
        database.inRelaxedTransaction(transaction -> {
            new CountedAttempts(rows(transaction.connection(), account)).takeOne(new LinkedHashSet<>(refs));
            return refs;
        });
    }

    private static Map<Ref, Integer> counted(RefRows rows, List<Ref> refs) throws SQLException {
        Map<Ref, Integer> found = new CountedAttempts(rows).find(refs);
        Map<Ref, Integer> counts = new HashMap<>();
        refs.forEach(ref -> counts.put(ref, found.getOrDefault(ref, 0)));
        return counts;
    }

    private RefRows rows(Connection connection, AccountType account) {
        return new RefRows(database.dialect(), connection, account);
    }
}
