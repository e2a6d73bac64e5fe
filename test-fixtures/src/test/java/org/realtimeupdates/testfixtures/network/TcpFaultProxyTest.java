package org.realtimeupdates.testfixtures.network;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.testfixtures.network.Direction.TO_CLIENT;
import static org.realtimeupdates.testfixtures.network.Direction.TO_SERVER;
import static org.realtimeupdates.testfixtures.network.ProxyLine.LIMIT;
import static org.realtimeupdates.testfixtures.network.ProxyLine.assertSilent;
import static org.realtimeupdates.testfixtures.network.ProxyLine.receive;
import static org.realtimeupdates.testfixtures.network.ProxyLine.send;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.realtimeupdates.testfixtures.network.ProxyLine.Ends;

@Timeout(60)
class TcpFaultProxyTest {

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
    void forwardsBothWaysAndCounts() throws Exception {
        Ends ends = line.connect();
        send(ends.client(), "hello");
        assertThat(receive(ends.server(), 5)).isEqualTo("hello");
        send(ends.server(), "you");
        assertThat(receive(ends.client(), 3)).isEqualTo("you");
        proxy.awaitReceived(TO_CLIENT, 3, LIMIT);

        assertThat(proxy.connections()).isEqualTo(1);
        assertThat(proxy.received(TO_SERVER)).isEqualTo(5);
        assertThat(proxy.received(TO_CLIENT)).isEqualTo(3);
    }

    @Test
    void passesAnEndOfStreamOnInItsDirectionOnly() throws Exception {
        Ends ends = line.connect();
        ends.client().shutdownOutput();
        assertThat(ends.server().getInputStream().read()).isEqualTo(-1);
        send(ends.server(), "still");
        assertThat(receive(ends.client(), 5)).isEqualTo("still");
        ends.server().close();
        assertThat(ends.client().getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void passesAResetOn() throws Exception {
        Ends ends = line.connect();
        ends.server().setSoLinger(true, 0);
        ends.server().close();
        assertThatThrownBy(() -> ends.client().getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void cutEndsBothSidesWithAnEndOfStream() throws Exception {
        Ends ends = line.connect();
        proxy.cut();
        assertThat(ends.client().getInputStream().read()).isEqualTo(-1);
        assertThat(ends.server().getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void resetEndsBothSidesWithAReset() throws Exception {
        Ends ends = line.connect();
        proxy.reset();
        assertThatThrownBy(() -> ends.client().getInputStream().read()).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> ends.server().getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void cutsAfterExactlySoManyBytes() throws Exception {
        Ends ends = line.connect();
        proxy.cutAfter(TO_SERVER, 7);
        send(ends.client(), "1234");
        assertThat(receive(ends.server(), 4)).isEqualTo("1234");
        send(ends.client(), "56789");
        assertThat(new String(ends.server().getInputStream().readAllBytes(), US_ASCII))
                .isEqualTo("567");
        assertThat(ends.client().getInputStream().read()).isEqualTo(-1);
        assertThat(proxy.forwarded(TO_SERVER)).isEqualTo(7);
    }

    @Test
    void cutsAtOnceAfterTheLastByteOfAChunk() throws Exception {
        Ends ends = line.connect();
        proxy.cutAfter(TO_CLIENT, 5);
        send(ends.server(), "12345");
        assertThat(new String(ends.client().getInputStream().readAllBytes(), US_ASCII))
                .isEqualTo("12345");
        assertThat(ends.server().getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void cutsTheNextConnectionBeforeItsFirstAnswerAndThatOneOnly() throws Exception {
        proxy.cutAfter(TO_CLIENT, 0);
        Ends first = line.connect();
        send(first.server(), "lost");
        assertThat(first.client().getInputStream().read()).isEqualTo(-1);

        Ends second = line.connect();
        send(second.server(), "here");
        assertThat(receive(second.client(), 4)).isEqualTo("here");
    }

    @Test
    void aStalledDirectionGoesOnWhenResumedAndTheOtherAtAnyTime() throws Exception {
        Ends ends = line.connect();
        proxy.stall(TO_SERVER);
        send(ends.client(), "late");
        proxy.awaitReceived(TO_SERVER, 4, LIMIT);
        assertSilent(ends.server());
        send(ends.server(), "early");
        assertThat(receive(ends.client(), 5)).isEqualTo("early");
        proxy.resume(TO_SERVER);
        assertThat(receive(ends.server(), 4)).isEqualTo("late");
    }

    @Test
    void aStalledConnectionCanBeCut() throws Exception {
        Ends ends = line.connect();
        proxy.stall(TO_SERVER);
        send(ends.client(), "never");
        proxy.awaitReceived(TO_SERVER, 5, LIMIT);
        proxy.cut();
        assertThat(ends.server().getInputStream().read()).isEqualTo(-1);
        assertThat(ends.client().getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void aBlackHoleSwallowsBytesAndTheEndOfTheStream() throws Exception {
        Ends ends = line.connect();
        proxy.blackHole(TO_SERVER);
        send(ends.client(), "gone");
        proxy.awaitReceived(TO_SERVER, 4, LIMIT);
        assertSilent(ends.server());
        ends.client().shutdownOutput();
        assertSilent(ends.server());
        send(ends.server(), "there?");
        assertThat(receive(ends.client(), 6)).isEqualTo("there?");
    }

    @Test
    void whatFollowsABlackHoleArrivesAfterHealing() throws Exception {
        Ends ends = line.connect();
        proxy.blackHole(TO_SERVER);
        send(ends.client(), "gone");
        proxy.awaitReceived(TO_SERVER, 4, LIMIT);
        assertSilent(ends.server());
        proxy.heal();
        send(ends.client(), "back");
        assertThat(receive(ends.server(), 4)).isEqualTo("back");
    }

    @Test
    void aDelayHoldsBackUntilItIsOver() throws Exception {
        Ends ends = line.connect();
        proxy.delay(TO_SERVER, Duration.ofMillis(20));
        send(ends.client(), "soon");
        assertThat(receive(ends.server(), 4)).isEqualTo("soon");
        proxy.delay(TO_SERVER, Duration.ofHours(1));
        send(ends.client(), "later");
        proxy.awaitReceived(TO_SERVER, 9, LIMIT);
        assertSilent(ends.server());
        proxy.delay(TO_SERVER, Duration.ZERO);
        assertThat(receive(ends.server(), 5)).isEqualTo("later");
    }

    @Test
    void aHalfCloseEndsOneDirectionAndKeepsTheOther() throws Exception {
        Ends ends = line.connect();
        proxy.halfClose(TO_CLIENT);
        assertThat(ends.client().getInputStream().read()).isEqualTo(-1);
        send(ends.client(), "up");
        assertThat(receive(ends.server(), 2)).isEqualTo("up");
        send(ends.server(), "lost");
        proxy.awaitReceived(TO_CLIENT, 4, LIMIT);
        send(ends.client(), "up");
        assertThat(receive(ends.server(), 2)).isEqualTo("up");
        assertThat(proxy.forwarded(TO_CLIENT)).isZero();
    }

    @Test
    void splitsChunksWithoutLosingAByte() throws Exception {
        Ends ends = line.connect();
        proxy.split(TO_SERVER, 1);
        proxy.delay(TO_SERVER, Duration.ofMillis(1));
        String text = "x".repeat(500) + "y".repeat(500);
        send(ends.client(), text);
        assertThat(receive(ends.server(), 1000)).isEqualTo(text);
    }

    @Test
    void splitPiecesAreOneWriteEach() throws Exception {
        Lane lane = new Lane();
        lane.split(3);
        assertThat(lane.next(8, () -> false)).isEqualTo(new Lane.Step(3, 0, Optional.empty()));
        assertThat(lane.next(5, () -> false)).isEqualTo(new Lane.Step(3, 0, Optional.empty()));
        assertThat(lane.next(2, () -> false)).isEqualTo(new Lane.Step(2, 0, Optional.empty()));
    }

    @Test
    void refusesConnectionsUntilItAcceptsAgainAndKeepsOpenOnes() throws Exception {
        Ends ends = line.connect();
        proxy.refuseConnections();
        assertThatThrownBy(line::dial).isInstanceOf(ConnectException.class);
        send(ends.client(), "hello");
        assertThat(receive(ends.server(), 5)).isEqualTo("hello");
        proxy.acceptConnections();
        Ends again = line.connect();
        send(again.client(), "again");
        assertThat(receive(again.server(), 5)).isEqualTo("again");
        proxy.awaitConnections(2, LIMIT);
        assertThat(proxy.connections()).isEqualTo(2);
    }

    @Test
    void resetsAClientWhoseTargetIsAway() throws Exception {
        line.target.close();
        assertThatThrownBy(() -> line.dial().getInputStream().read()).isInstanceOf(SocketException.class);
        assertThat(proxy.connections()).isZero();
    }

    @Test
    void awaitingConnectionsThatDoNotComeFails() {
        assertThatThrownBy(() -> proxy.awaitConnections(1, Duration.ofMillis(10)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("got 0");
    }

    @Test
    void closingEndsConnectionsAndListening() throws Exception {
        Ends ends = line.connect();
        proxy.close();
        proxy.close();
        assertThatThrownBy(() -> ends.client().getInputStream().read()).isInstanceOf(SocketException.class);
        assertThatThrownBy(line::dial).isInstanceOf(ConnectException.class);
    }
}
