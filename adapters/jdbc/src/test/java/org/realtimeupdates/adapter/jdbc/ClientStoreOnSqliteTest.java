package org.realtimeupdates.adapter.jdbc;

import java.time.InstantSource;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimeupdates.testfixtures.contract.ClientStoreLimits;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;
import org.realtimeupdates.testfixtures.contract.DurableClientStoreContract;

class ClientStoreOnSqliteTest extends DurableClientStoreContract {

    @RegisterExtension
    final ClientStores stores = new ClientStores(TestDatabase::sqlite);

    @Override
    protected ClientStorePorts newStore(ClientStoreLimits limits, InstantSource clock) throws Exception {
        return stores.open(limits, clock);
    }

    @Override
    protected ClientStorePorts reopen(ClientStoreLimits limits, InstantSource clock) throws Exception {
        return stores.reopen(limits, clock);
    }
}
