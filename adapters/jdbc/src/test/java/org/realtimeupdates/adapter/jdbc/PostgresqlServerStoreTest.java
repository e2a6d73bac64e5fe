package org.realtimeupdates.adapter.jdbc;

import java.sql.SQLException;
import java.time.InstantSource;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.testfixtures.contract.DurableServerStoreContract;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;

class PostgresqlServerStoreTest extends DurableServerStoreContract {

    @RegisterExtension
    final TestDatabase database = TestDatabase.postgresql();

    @Override
    protected ServerStorePorts newStore(PendingLimits limits, InstantSource clock, ResetUpdates resets)
            throws SQLException {
        return ServerStores.ports(JdbcServerStore.open(database.dataSource(), limits, clock, resets));
    }

    @Override
    protected ServerStorePorts reopen(PendingLimits limits, InstantSource clock, ResetUpdates resets) throws Exception {
        database.crash();
        return newStore(limits, clock, resets);
    }
}
