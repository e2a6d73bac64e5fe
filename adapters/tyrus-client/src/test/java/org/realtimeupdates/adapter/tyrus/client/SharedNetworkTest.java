package org.realtimeupdates.adapter.tyrus.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.junit.jupiter.api.Test;

class SharedNetworkTest {

    @Test
    void theThreadsAreSharedAndOutliveAShortWhileWithoutSockets() throws IOException {
        SharedNetwork network = new SharedNetwork(Duration.ofDays(1));
        TCPNIOTransport first = network.enter();
        assertThat(network.enter()).isSameAs(first);
        network.leave();
        network.leave();
        assertThat(network.enter()).isSameAs(first);
        assertThat(first.isStopped()).isFalse();
        first.shutdownNow();
    }

    @Test
    void theThreadsEndAfterTheLastSocketAndAreMadeAnew() throws Exception {
        SharedNetwork network = new SharedNetwork(Duration.ZERO);
        TCPNIOTransport first = network.enter();
        network.leave();
        assertThat(first.getKernelThreadPool().awaitTermination(20, TimeUnit.SECONDS))
                .isTrue();
        TCPNIOTransport second = network.enter();
        assertThat(second).isNotSameAs(first);
        assertThat(second.isStopped()).isFalse();
        network.leave();
    }
}
