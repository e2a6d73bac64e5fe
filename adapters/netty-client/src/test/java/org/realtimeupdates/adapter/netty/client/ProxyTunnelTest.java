package org.realtimeupdates.adapter.netty.client;

import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.testfixtures.contract.ProxyContract;

class ProxyTunnelTest extends ProxyContract {

    @Override
    protected ClientTransport transport() {
        return NettyTransport.shared();
    }
}
