package org.realtimeupdates.application.client;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.realtimeupdates.application.client.ProcessedUpdate.Applied;
import org.realtimeupdates.application.port.identity.Credentials;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.ClientTransport.ConnectAttempt;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.MockedOutbox;
import org.realtimeupdates.application.testing.ReadableCodec;
import org.realtimeupdates.application.testing.RecordedConnection;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.application.testing.VirtualScheduler;
import org.realtimeupdates.application.testing.VirtualScheduler.VirtualExecutor;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;

/**
 * A client with a mocked transport, under virtual time. Delays are always drawn as long as possible, so that a test can
 * tell them apart.
 */
final class ClientUnderTest {

    static final int SECONDS_OF_HEALTH = 30;

    final VirtualScheduler scheduler = new VirtualScheduler();
    final ManageUpdate manageUpdate = mock();
    final Credentials credentials = mock();
    final ManageQuarantine manageQuarantine = mock();
    final MockedOutbox outbox = new MockedOutbox();
    final List<ClientEvent> events = new ArrayList<>();
    final List<ConnectRequest> requests = new ArrayList<>();
    final RealtimeClient client;

    final ClientTransport transport = mock();

    private final ReadableCodec texts = new ReadableCodec();
    private final List<ConnectAttempt> attempts = new ArrayList<>();
    private int messages;

    ClientUnderTest() throws Exception {
        RandomGenerator random = mock();
        when(random.nextLong(anyLong())).thenAnswer(call -> call.<Long>getArgument(0) - 1);
        when(credentials.token()).thenReturn("token");
        when(manageUpdate.process(any(), any(), any()))
                .thenAnswer(call -> call.<List<ReceivedUpdate>>getArgument(1).stream()
                        .map(update -> ((ReceivedUpdate.WellFormed) update).update())
                        .map(update -> new Applied(update, List.of()))
                        .toList());
        doAnswer(call -> requests.add(call.getArgument(0)) && attempts.add(call.getArgument(1)))
                .when(transport)
                .connect(any(), any());
        client = RealtimeClient.create(
                new ClientIdentity(URI.create("wss://example.org/realtime"), "phone", credentials),
                manageUpdate,
                manageQuarantine,
                new ClientPorts(
                        transport,
                        texts.codec(),
                        outbox.outbox(),
                        (account, notifications, omitted) -> {},
                        events::add,
                        scheduler,
                        InstantSource.fixed(Instant.EPOCH),
                        random),
                ClientOptions.DEFAULT);
        when(texts.codec().decode(anyString(), any(), any())).thenReturn(List.of());
    }

    VirtualExecutor personalLane() {
        return scheduler.executor(1);
    }

    VirtualExecutor controlExecutor() {
        return scheduler.executor(3);
    }

    VirtualExecutor credentialsExecutor() {
        return scheduler.executor(4);
    }

    /** The n-th attempt to connect, from 0. */
    ConnectAttempt attempt(int n) {
        return attempts.get(n);
    }

    int attempts() {
        return attempts.size();
    }

    ConnectionState state() {
        return client.state();
    }

    /** The delay until the next attempt. */
    Duration delay() {
        return ((ConnectionState.Waiting) state()).delay();
    }

    void start() {
        client.start();
        scheduler.runAll();
    }

    void foreground() {
        client.enterForeground();
        scheduler.runAll();
    }

    /** The app sends a command under that key. */
    CompletableFuture<CommandOutcome> send(String ref) {
        Command command = Command.of("mute").withRef(new Ref(ref));
        texts.means(ReadableCodec.text(new SocketMessage(AccountType.PERSONAL, command)), Samples.frame(command));
        CompletableFuture<CommandOutcome> outcome =
                client.send(AccountType.PERSONAL, command).toCompletableFuture();
        scheduler.runAll();
        return outcome;
    }

    /** The last attempt fails. */
    void fail(Disconnect disconnect) {
        attempts.get(attempts.size() - 1).failed(disconnect);
        scheduler.runAll();
    }

    /** The last attempt becomes a connection. */
    Opened open() {
        return open(attempts.size() - 1);
    }

    Opened open(int attempt) {
        RecordedConnection connection = new RecordedConnection();
        ConnectionListener listener = attempts.get(attempt).opened(connection, Subprotocol.V1);
        scheduler.runAll();
        return new Opened(connection, listener);
    }

    /** The server's end of a connection. */
    final class Opened {

        final RecordedConnection connection;
        final ConnectionListener listener;

        private Opened(RecordedConnection connection, ConnectionListener listener) {
            this.connection = connection;
            this.listener = listener;
        }

        /** The server sends a message of these frames. */
        void says(Decoded... frames) {
            listener.received(texts.means("m" + messages++, frames), () -> {});
            scheduler.runAll();
        }

        void close(int code) {
            listener.closed(new Disconnect.Closed(code, ""));
            scheduler.runAll();
        }
    }
}
