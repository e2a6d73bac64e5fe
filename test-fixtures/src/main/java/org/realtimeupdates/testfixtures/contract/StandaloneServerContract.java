package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.server.Handshake;
import org.realtimeupdates.testfixtures.network.RawClient;

/** What a server with a port of its own keeps beyond a single connection: it decides on 64 handshakes at a time. */
public abstract class StandaloneServerContract extends ServerFixture {

    private static final int DECIDERS = 64;

    /** A client that works. */
    protected abstract ClientTransport transport();

    @Test
    void itListensWhereItIsTold() throws IOException {
        URI uri = start(ServerLimits.WIDE);
        assertThat(uri.getScheme()).isEqualTo("ws");
        assertThat(uri.getPath()).isEqualTo("/realtime");
        assertThat(uri.getPort()).isPositive();
        assertThat(InetAddress.getAllByName(uri.getHost())[0].isLoopbackAddress())
                .isTrue();
        assertThatThrownBy(() -> new RawClient(URI.create("ws://127.0.0.2:" + uri.getPort())).close())
                .as("another address of the machine")
                .isInstanceOf(IOException.class);
    }

    @Test
    void aPortInUseIsAClearError() throws IOException {
        URI uri = start(ServerLimits.WIDE);
        InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), uri.getPort());
        assertThatThrownBy(() -> start(taken, ServerLimits.WIDE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on localhost:" + uri.getPort());
    }

    @Test
    void closeIsIdempotentAndFreesThePort() throws IOException {
        StandaloneEndpoint first = start(ANY_PORT, ServerLimits.WIDE);
        InetSocketAddress address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), first.uri().getPort());
        first.close();
        first.close();
        URI again = start(address, ServerLimits.WIDE).uri();
        assertThat(again).isEqualTo(first.uri());
    }

    @Test
    @DisplayName("RTU-52: 200 handshakes at a time are not mixed up, each decided on once")
    void manyHandshakesAreNotMixedUp() throws Exception {
        URI uri = start(ServerLimits.WIDE);
        List<TransportAttempt> attempts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            attempts.add(connect(uri, "user-" + i, "device-" + i));
        }
        for (int i = 0; i < 200; i++) {
            attempts.get(i).awaitOpened().send(List.of("from device-" + i));
        }
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            TransportRecorder served = server.next();
            int opened = server.connections().indexOf(served);
            told.add(server.devices().get(opened).user() + " " + served.next());
        }
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            expected.add("user-" + i + " from device-" + i);
        }
        assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(server.handshakes())
                .extracting(Handshake::deviceId)
                .doesNotHaveDuplicates()
                .hasSize(200);
    }

    @Test
    @DisplayName("RTU-52: decisions that hang stop neither open connections nor new ones, and are dropped in time")
    void hangingDecisionsStopNobodyElse() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        server.admitBy(handshake -> {
            if (handshake.deviceId().equals(Optional.of("slow"))) {
                await(never);
            }
            return TransportServerStub.accept(handshake);
        });
        URI uri = start(ServerLimits.WIDE.withHandshakes(Duration.ofSeconds(2), 100));
        TransportRecorder open = connect(uri, "octocat", "phone").awaitOpened();
        TransportRecorder served = server.next();
        List<TransportAttempt> slow = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            slow.add(connect(uri, "octocat", "slow", Duration.ofSeconds(4)));
        }
        TransportRecorder other = connect(uri, "octocat", "tablet").awaitOpened();
        other.send(List.of("new"));
        assertThat(server.next().next()).isEqualTo("new");
        open.send(List.of("open"));
        assertThat(served.next()).isEqualTo("open");
        for (TransportAttempt attempt : slow) {
            assertThat(attempt.awaitFailed()).isInstanceOf(Disconnect.Failed.class);
        }
        never.countDown();
    }

    @Test
    @DisplayName("RTU-52: more handshakes than may wait are answered with 503")
    void tooManyHandshakesAreRefused() throws Exception {
        int waiting = DECIDERS + 1;
        int refused = 10;
        CountDownLatch decided = new CountDownLatch(1);
        CountDownLatch refusals = new CountDownLatch(refused);
        server.admitBy(handshake -> {
            await(decided);
            return TransportServerStub.accept(handshake);
        });
        URI uri = start(ServerLimits.WIDE.withHandshakes(Duration.ofSeconds(20), 1));
        ExecutorService readers = Executors.newCachedThreadPool();
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < waiting + refused; i++) {
            answers.add(readers.submit(() -> {
                try (RawClient client = new RawClient(uri)) {
                    client.send(RawClient.handshake("GET /realtime HTTP/1.1", "Device-Id: phone"));
                    String status = client.readHead().substring(9, 12);
                    if (status.equals("503")) {
                        refusals.countDown();
                    }
                    return status;
                }
            }));
        }
        await(refusals);
        decided.countDown();
        List<String> statuses = new ArrayList<>();
        for (Future<String> answer : answers) {
            statuses.add(answer.get(TransportRecorder.PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        readers.shutdown();
        assertThat(statuses.stream().filter("503"::equals)).hasSize(refused);
        assertThat(statuses.stream().filter("101"::equals)).hasSize(waiting);
    }

    @Test
    void clientsThatAreNotConsumedStopNobodyElse() throws Exception {
        URI uri = start(ServerLimits.WIDE);
        List<TransportRecorder> stuck = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            TransportRecorder client = connect(uri, "octocat", "stuck-" + i).awaitOpened();
            TransportRecorder served = server.next();
            served.hold();
            stuck.add(served);
            client.send(List.of("x".repeat(100)));
            for (int k = 0; k < 300; k++) {
                client.send(List.of("message " + k));
            }
        }
        TransportRecorder client = connect(uri, "octocat", "phone").awaitOpened();
        client.send(List.of("still served"));
        assertThat(server.next().next()).isEqualTo("still served");
        for (TransportRecorder served : stuck) {
            served.release();
            assertThat(served.next()).hasSize(100);
            for (int k = 0; k < 300; k++) {
                assertThat(served.next()).isEqualTo("message " + k);
            }
        }
    }

    @Test
    void manyClientsShareFewThreads() throws Exception {
        URI uri = start(ServerLimits.WIDE);
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        List<TransportAttempt> attempts = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            attempts.add(connect(uri, "octocat", "device-" + i));
        }
        for (TransportAttempt attempt : attempts) {
            attempt.awaitOpened().send(List.of("hello"));
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(server.next().next()).isEqualTo("hello");
        }
        List<String> network = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> !name.startsWith("realtime-updates-handshake"))
                .toList();
        assertThat(network).hasSizeLessThan(60);
    }

    @Test
    void aServersCloseReachesTheClients() throws Exception {
        StandaloneEndpoint standalone = start(ANY_PORT, ServerLimits.WIDE);
        TransportRecorder client = connect(standalone.uri(), "octocat", "phone").awaitOpened();
        server.next();
        server.close();
        standalone.close();
        assertThat(client.awaitClosed())
                .isInstanceOfSatisfying(
                        Disconnect.Closed.class,
                        closed -> assertThat(closed.code()).isEqualTo(CloseReason.GOING_AWAY));
    }

    private TransportAttempt connect(URI uri, String token, String device) {
        return connect(uri, token, device, Duration.ofSeconds(15));
    }

    private TransportAttempt connect(URI uri, String token, String device, Duration timeout) {
        TransportAttempt attempt = new TransportAttempt();
        transport().connect(new ConnectRequest(uri, device, token, List.of(Subprotocol.V1), timeout, 1 << 20), attempt);
        return attempt;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(TransportRecorder.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
