package org.realtimeupdates.adapter.cli;

class NettyBadServerTest extends BadServerTest {

    @Override
    TransportName transport() {
        return TransportName.netty;
    }
}
