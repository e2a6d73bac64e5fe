package org.realtimeupdates.adapter.jetty.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.testfixtures.contract.ServerFramesContract;
import org.realtimeupdates.testfixtures.contract.ServerLimits;

class RawFramesTest extends ServerFramesContract {

    @Override
    protected StandaloneEndpoint start(RealtimeServer server, InetSocketAddress address, ServerLimits limits)
            throws IOException {
        return Started.start(server, address, limits);
    }
}
