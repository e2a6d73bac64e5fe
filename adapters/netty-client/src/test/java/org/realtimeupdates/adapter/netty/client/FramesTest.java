package org.realtimeupdates.adapter.netty.client;

import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.testfixtures.contract.ClientFramesContract;

class FramesTest extends ClientFramesContract {

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
