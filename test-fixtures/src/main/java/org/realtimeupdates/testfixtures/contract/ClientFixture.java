package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.testfixtures.network.RawServer;

/** A client under test, and a server that does what a test says. */
abstract class ClientFixture {

    private static final int MAX_BYTES = 100_000;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final byte[] INVALID = {'a', (byte) 0xC3, (byte) 0x28};

    final RawServer server = new RawServer();

    /** The client under test. */
    protected abstract ClientTransport transport();

    /** Closes it. Idempotent. */
    protected abstract void closeTransport();

    @AfterEach
    void close() throws IOException {
        server.close();
        closeTransport();
    }

    final TransportAttempt connect(URI uri, Duration timeout, Subprotocol... offers) {
        TransportAttempt attempt = new TransportAttempt();
        transport().connect(new ConnectRequest(uri, "phone", "secret", List.of(offers), timeout, MAX_BYTES), attempt);
        return attempt;
    }

    static void assertClosed(TransportRecorder recorder, int code) {
        assertThat(recorder.awaitClosed())
                .isInstanceOfSatisfying(
                        Disconnect.Closed.class,
                        closed -> assertThat(closed.code()).isEqualTo(code));
    }
}
