package org.realtimeupdates.adapter.jdbc;

import java.time.InstantSource;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimeupdates.testfixtures.contract.ClientStoreContract;
import org.realtimeupdates.testfixtures.contract.ClientStoreLimits;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;

class ClientStoreOnPostgresqlTest extends ClientStoreContract {

    @RegisterExtension
    final ClientStores stores = new ClientStores(TestDatabase::postgresql);

    @Override
    protected ClientStorePorts newStore(ClientStoreLimits limits, InstantSource clock) throws Exception {
        return stores.open(limits, clock);
    }
}
