package org.realtimeupdates.adapter.cli;

class NettyBadClientTest extends BadClientTest {

    @Override
    TransportName transport() {
        return TransportName.netty;
    }
}
