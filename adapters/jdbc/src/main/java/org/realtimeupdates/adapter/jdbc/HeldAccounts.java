package org.realtimeupdates.adapter.jdbc;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.realtimeupdates.domain.AccountType;

/**
 * Whether anything at all is held in an account, as one transaction has found it: mostly nothing is, and no update of its batch has to
 * be looked up. Only that transaction adds to it; others may have taken away, which costs a look and no more.
 */
final class HeldAccounts {

    private final Map<AccountType, Boolean> holding = new EnumMap<>(AccountType.class);

    /** Asks the database the first time. */
    boolean holdsAny(AccountType account, HeldEntities entities) throws SQLException {
        Boolean known = holding.get(account);
        if (known == null) {
            known = entities.isAnyHeld(account);
            holding.put(account, known);
        }
        return known;
    }

    /** Whether it has found that nothing is. */
    boolean isEmpty(AccountType account) {
        return Boolean.FALSE.equals(holding.get(account));
    }

    /** Something is held from now on. */
    void add(AccountType account) {
        holding.put(account, true);
    }
}
