package org.realtimeupdates.application.client;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.realtimeupdates.domain.AccountType;

/** How far a connection has come with what was collected before it. Belongs to the control executor. */
final class CatchUp {

    private final Set<AccountType> accounts;
    private final Map<AccountType, Integer> backlogs = new EnumMap<>(AccountType.class);
    private final Set<AccountType> done = EnumSet.noneOf(AccountType.class);

    CatchUp(Set<AccountType> accounts) {
        this.accounts = accounts;
    }

    /** A connection has opened. */
    void begin() {
        backlogs.clear();
        done.clear();
    }

    /** The server says how many updates wait. */
    void backlog(AccountType account, int pending) {
        backlogs.put(account, pending);
    }

    /** Whether all accounts have caught up, now that this one has. */
    boolean caughtUp(AccountType account) {
        done.add(account);
        return done.containsAll(accounts);
    }

    /** How many updates waited, of all accounts. */
    int total() {
        return backlogs.values().stream().mapToInt(Integer::intValue).sum();
    }
}
