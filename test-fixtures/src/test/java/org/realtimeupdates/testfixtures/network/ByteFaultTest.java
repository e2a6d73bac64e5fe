package org.realtimeupdates.testfixtures.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.testfixtures.network.Direction.TO_SERVER;
import static org.realtimeupdates.testfixtures.network.ProxyLine.LIMIT;
import static org.realtimeupdates.testfixtures.network.ProxyLine.assertSilent;
import static org.realtimeupdates.testfixtures.network.ProxyLine.receive;
import static org.realtimeupdates.testfixtures.network.ProxyLine.send;

import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.realtimeupdates.testfixtures.network.ProxyLine.Ends;

@Timeout(60)
class ByteFaultTest {

    private ProxyLine line;
    private TcpFaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        line = new ProxyLine();
        proxy = line.proxy;
    }

    @AfterEach
    void stop() throws IOException {
        line.close();
    }

    @Test
    void onlyTheClientIsToldOfTheEnd() throws Exception {
        Ends ends = faultAfterTwoBytes(ByteFault.CUT_AT_CLIENT);
        assertThat(ends.client().getInputStream().read()).isEqualTo(-1);
        ends.client().close();
        assertSilent(ends.server());
    }

    @Test
    void onlyTheServerIsToldOfTheEnd() throws Exception {
        Ends ends = faultAfterTwoBytes(ByteFault.CUT_AT_SERVER);
        assertThat(ends.server().getInputStream().read()).isEqualTo(-1);
        ends.server().close();
        assertSilent(ends.client());
    }

    @Test
    void nobodyIsToldAnythingAndTheNextConnectionWorks() throws Exception {
        Ends ends = faultAfterTwoBytes(ByteFault.BLACK_HOLE);
        send(ends.server(), "there?");
        assertSilent(ends.client());
        ends.client().close();
        assertSilent(ends.server());

        Ends next = line.connect();
        send(next.client(), "here");
        assertThat(receive(next.server(), 4)).isEqualTo("here");
    }

    @Test
    void bothSidesAreReset() throws Exception {
        Ends ends = line.connect();
        proxy.faultAfter(TO_SERVER, 0, ByteFault.RESET);
        send(ends.client(), "x");
        assertThatThrownBy(() -> ends.client().getInputStream().read()).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> ends.server().getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void oneDirectionEnds() throws Exception {
        Ends ends = faultAfterTwoBytes(ByteFault.HALF_CLOSE);
        assertThat(ends.server().getInputStream().read()).isEqualTo(-1);
        send(ends.server(), "still");
        assertThat(receive(ends.client(), 5)).isEqualTo("still");
    }

    @Test
    void aDirectionStallsUntilResumed() throws Exception {
        Ends ends = faultAfterTwoBytes(ByteFault.STALL);
        assertSilent(ends.server());
        proxy.resume(TO_SERVER);
        assertThat(receive(ends.server(), 1)).isEqualTo("3");
    }

    private Ends faultAfterTwoBytes(ByteFault fault) throws Exception {
        Ends ends = line.connect();
        proxy.faultAfter(TO_SERVER, 2, fault);
        send(ends.client(), "123");
        assertThat(receive(ends.server(), 2)).isEqualTo("12");
        assertThat(proxy.awaitFault(TO_SERVER, LIMIT)).isTrue();
        return ends;
    }
}
