package org.realtimeupdates.adapter.jdbc;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.testfixtures.contract.ClientStoreLimits;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;

/** The stores of a contract test, each on a database of its own. */
final class ClientStores implements AfterEachCallback {

    private final Supplier<TestDatabase> databases;
    private final Deque<TestDatabase> used = new ArrayDeque<>();

    ClientStores(Supplier<TestDatabase> databases) {
        this.databases = databases;
    }

    ClientStorePorts open(ClientStoreLimits limits, InstantSource clock) throws Exception {
        used.push(databases.get());
        return ports(limits, clock);
    }

    /** What the newest store leaves when its process dies now. */
    ClientStorePorts reopen(ClientStoreLimits limits, InstantSource clock) throws Exception {
        used.element().crash();
        return ports(limits, clock);
    }

    private ClientStorePorts ports(ClientStoreLimits limits, InstantSource clock) throws Exception {
        JdbcDatabase database = JdbcDatabase.open(used.element().dataSource(), Schema.CLIENT);
        return new ClientStorePorts(
                new JdbcAppliedUpdates(database, clock),
                new JdbcAttempts(database, clock),
                new JdbcQuarantine(database, limits.quarantined(), limits.unreadable()),
                new JdbcOutbox(database, clock, limits.commands()),
                new JdbcEntityStore(database, new JsonbEntityCodec()));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (TestDatabase database : used) {
            database.afterEach(context);
        }
        used.clear();
    }
}
