package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.RealtimeServer;

/** A server and a client under test, and what every test of a transport needs. */
abstract class TransportContractFixture {

    static final int CLIENT_LIMIT = (1 << 20) + 1024;

    final TransportServerStub server = new TransportServerStub();
    private final List<TransportRecorder> clients = new ArrayList<>();
    TransportEndpoint endpoint = new NotStarted();

    /** A server that runs, with a limit of {@link RealtimeServer#DEFAULT_MAX_MESSAGE_BYTES}. */
    public interface TransportEndpoint extends AutoCloseable {

        /** Where it is reached. */
        URI uri();

        /** Stops it. Nobody is reached under its address any more. */
        @Override
        void close();
    }

    /** Starts a server on a free address. */
    protected abstract TransportEndpoint start(RealtimeServer server) throws Exception;

    /** The client under test. */
    protected abstract ClientTransport transport();

    /**
     * Whether a refusal is the HTTP answer to the handshake [RTU-52]; otherwise the connection opens and is closed with
     * {@link Admission.Refused#closeReason}.
     */
    protected boolean refusesAtTheHandshake() {
        return true;
    }

    @BeforeEach
    void startServer() throws Exception {
        endpoint = start(server);
    }

    @AfterEach
    void stopServer() {
        server.close();
        endpoint.close();
        server.connections().forEach(TransportRecorder::assertWellBehaved);
        clients.forEach(TransportRecorder::assertWellBehaved);
    }

    final TransportAttempt connect(String token, String device, Subprotocol... offers) {
        TransportAttempt attempt = new TransportAttempt();
        transport()
                .connect(
                        new ConnectRequest(
                                endpoint.uri(), device, token, List.of(offers), Duration.ofSeconds(10), CLIENT_LIMIT),
                        attempt);
        return attempt;
    }

    final TransportRecorder opened(TransportAttempt attempt) {
        TransportRecorder client = attempt.awaitOpened();
        clients.add(client);
        return client;
    }

    static void assertClosed(TransportRecorder recorder, int code) {
        assertThat(recorder.awaitClosed())
                .isInstanceOfSatisfying(
                        Disconnect.Closed.class,
                        closed -> assertThat(closed.code()).isEqualTo(code));
    }

    static boolean within(CountDownLatch latch, long seconds) {
        try {
            return latch.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    static void await(CountDownLatch latch) {
        assertThat(within(latch, TransportRecorder.PATIENCE_SECONDS)).isTrue();
    }

    private record NotStarted() implements TransportEndpoint {

        @Override
        public URI uri() {
            throw new IllegalStateException("not started");
        }

        @Override
        public void close() {}
    }
}
