package org.realtimeupdates.adapter.netty.client;

import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.testfixtures.contract.ClientHandshakeContract;

class HandshakeTest extends ClientHandshakeContract {

    private final NettyTransport transport = new NettyTransport();

    @Override
    protected ClientTransport transport() {
        return transport;
    }

    @Override
    protected void closeTransport() {
        transport.close();
    }
}
