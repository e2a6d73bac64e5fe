package org.realtimeupdates.adapter.tyrus.client;

import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.testfixtures.contract.ClientFramesContract;

class FramesTest extends ClientFramesContract {

    private final TyrusTransport transport = new TyrusTransport();

    @Override
    protected ClientTransport transport() {
        return transport;
    }

    @Override
    protected void closeTransport() {
        transport.close();
    }
}
