package org.realtimeupdates.adapter.cli;

class NettyStoriesTest extends StoriesTest {

    @Override
    TransportName transport() {
        return TransportName.netty;
    }
}
