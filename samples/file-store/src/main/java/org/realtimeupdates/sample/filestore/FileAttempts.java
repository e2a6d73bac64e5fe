package org.realtimeupdates.sample.filestore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.realtimeupdates.application.port.persistence.Attempts;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** {@link Attempts} in a file: a row for each ref that was tried and has no outcome. */
final class FileAttempts implements Attempts {

    private final FileDatabase database;

    FileAttempts(FileDatabase database) {
        this.database = database;
    }

    static String tries(AccountType account) {
        return "tries " + account;
    }

    @Override
    public Map<Ref, Integer> counted(AccountType account, List<Ref> refs) {
        return add(account, refs, 0);
    }

    @Override
    public Map<Ref, Integer> count(AccountType account, List<Ref> refs) {
        return add(account, refs, 1);
    }

    @Override
    public void forgive(AccountType account, List<Ref> refs) {
        add(account, refs, -1);
    }

    private Map<Ref, Integer> add(AccountType account, List<Ref> refs, int change) {
        return database.inTransaction(transaction -> {
            Map<Ref, Integer> counts = new LinkedHashMap<>();
            for (Ref ref : refs) {
                int before = transaction
                        .find(tries(account), ref.value())
                        .map(row -> Integer.parseInt(row.get(0)))
                        .orElse(0);
                int after = Math.max(0, before + change);
                if (after == 0) {
                    transaction.remove(tries(account), ref.value());
                } else {
                    transaction.put(tries(account), ref.value(), Integer.toString(after));
                    counts.put(ref, after);
                }
            }
            return counts;
        });
    }
}
