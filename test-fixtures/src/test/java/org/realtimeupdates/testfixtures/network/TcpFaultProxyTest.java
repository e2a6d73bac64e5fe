package org.realtimeupdates.testfixtures.network;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.testfixtures.network.Direction.TO_CLIENT;
import static org.realtimeupdates.testfixtures.network.Direction.TO_SERVER;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TcpFaultProxyTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int SILENCE_MILLIS = 150;

    private final List<Socket> sockets = new ArrayList<>();
    private ServerSocket target;
    private TcpFaultProxy proxy;

    /** The two ends of a connection through the proxy. */
    private record Ends(Socket client, Socket server) {}

    @BeforeEach
    void start() throws IOException {
        target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        target.setSoTimeout((int) LIMIT.toMillis());
        proxy = new TcpFaultProxy(new InetSocketAddress(target.getInetAddress(), target.getLocalPort()));
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        target.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void forwardsBothWaysAndCounts() throws Exception {
        Ends ends = connect();
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
        Ends ends = connect();
        ends.client().shutdownOutput();
        assertThat(ends.server().getInputStream().read()).isEqualTo(-1);
        send(ends.server(), "still");
        assertThat(receive(ends.client(), 5)).isEqualTo("still");
        ends.server().close();
        assertThat(ends.client().getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void passesAResetOn() throws Exception {
        Ends ends = connect();
        ends.server().setSoLinger(true, 0);
        ends.server().close();
        assertThatThrownBy(() -> ends.client().getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void cutEndsBothSidesWithAnEndOfStream() throws Exception {
        Ends ends = connect();
        proxy.cut();
        assertThat(ends.client().getInputStream().read()).isEqualTo(-1);
        assertThat(ends.server().getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void resetEndsBothSidesWithAReset() throws Exception {
        Ends ends = connect();
        proxy.reset();
        assertThatThrownBy(() -> ends.client().getInputStream().read()).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> ends.server().getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void cutsAfterExactlySoManyBytes() throws Exception {
        Ends ends = connect();
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
        Ends ends = connect();
        proxy.cutAfter(TO_CLIENT, 5);
        send(ends.server(), "12345");
        assertThat(new String(ends.client().getInputStream().readAllBytes(), US_ASCII))
                .isEqualTo("12345");
        assertThat(ends.server().getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void cutsTheNextConnectionBeforeItsFirstAnswerAndThatOneOnly() throws Exception {
        proxy.cutAfter(TO_CLIENT, 0);
        Ends first = connect();
        send(first.server(), "lost");
        assertThat(first.client().getInputStream().read()).isEqualTo(-1);

        Ends second = connect();
        send(second.server(), "here");
        assertThat(receive(second.client(), 4)).isEqualTo("here");
    }

    @Test
    void aStalledDirectionGoesOnWhenResumedAndTheOtherAtAnyTime() throws Exception {
        Ends ends = connect();
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
        Ends ends = connect();
        proxy.stall(TO_SERVER);
        send(ends.client(), "never");
        proxy.awaitReceived(TO_SERVER, 5, LIMIT);
        proxy.cut();
        assertThat(ends.server().getInputStream().read()).isEqualTo(-1);
        assertThat(ends.client().getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void aBlackHoleSwallowsBytesAndTheEndOfTheStream() throws Exception {
        Ends ends = connect();
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
        Ends ends = connect();
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
        Ends ends = connect();
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
        Ends ends = connect();
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
        Ends ends = connect();
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
        assertThat(lane.next(8, () -> false)).isEqualTo(new Lane.Step(3, 0, false));
        assertThat(lane.next(5, () -> false)).isEqualTo(new Lane.Step(3, 0, false));
        assertThat(lane.next(2, () -> false)).isEqualTo(new Lane.Step(2, 0, false));
    }

    @Test
    void refusesConnectionsUntilItAcceptsAgainAndKeepsOpenOnes() throws Exception {
        Ends ends = connect();
        proxy.refuseConnections();
        assertThatThrownBy(this::dial).isInstanceOf(ConnectException.class);
        send(ends.client(), "hello");
        assertThat(receive(ends.server(), 5)).isEqualTo("hello");
        proxy.acceptConnections();
        Ends again = connect();
        send(again.client(), "again");
        assertThat(receive(again.server(), 5)).isEqualTo("again");
        proxy.awaitConnections(2, LIMIT);
        assertThat(proxy.connections()).isEqualTo(2);
    }

    @Test
    void resetsAClientWhoseTargetIsAway() throws Exception {
        target.close();
        assertThatThrownBy(() -> dial().getInputStream().read()).isInstanceOf(SocketException.class);
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
        Ends ends = connect();
        proxy.close();
        proxy.close();
        assertThatThrownBy(() -> ends.client().getInputStream().read()).isInstanceOf(SocketException.class);
        assertThatThrownBy(this::dial).isInstanceOf(ConnectException.class);
    }

    private Ends connect() throws Exception {
        int before = proxy.connections();
        Socket client = dial();
        Socket server = target.accept();
        sockets.add(server);
        server.setSoTimeout((int) LIMIT.toMillis());
        proxy.awaitConnections(before + 1, LIMIT);
        return new Ends(client, server);
    }

    private Socket dial() throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.connect(proxy.address(), (int) LIMIT.toMillis());
        socket.setSoTimeout((int) LIMIT.toMillis());
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static String receive(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), US_ASCII);
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout((int) LIMIT.toMillis());
    }
}
