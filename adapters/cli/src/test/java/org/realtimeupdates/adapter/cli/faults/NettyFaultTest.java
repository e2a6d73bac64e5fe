package org.realtimeupdates.adapter.cli.faults;

import org.realtimeupdates.adapter.cli.TransportName;

class NettyFaultTest extends FaultTest {

    @Override
    TransportName transport() {
        return TransportName.netty;
    }
}
