package org.realtimeupdates.application.server;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.realtimeupdates.application.Refs;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.persistence.Devices;
import org.realtimeupdates.application.port.persistence.Expiry;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.application.port.persistence.HandledCommands.Handler;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.application.port.persistence.UnappliedUpdates;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.MockedPendingUpdates;
import org.realtimeupdates.application.testing.ReadableCodec;
import org.realtimeupdates.application.testing.RecordedConnection;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.application.testing.VirtualScheduler;
import org.realtimeupdates.application.testing.VirtualScheduler.VirtualExecutor;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.domain.UpdateReply;

/** A server's half with mocked ports, under virtual time. */
final class ServerUnderTest {

    static final Device PHONE = new Device("ann", "phone");
    static final Mailbox PERSONAL = new Mailbox(PHONE, AccountType.PERSONAL);
    static final Mailbox BUSINESS = new Mailbox(PHONE, AccountType.BUSINESS);

    final VirtualScheduler scheduler = new VirtualScheduler();
    final MockedPendingUpdates store = new MockedPendingUpdates();
    final Devices devices = mock();
    final Authenticator authenticator = mock();
    final HandledCommands handled = mock();
    final UnappliedUpdates unapplied = mock();
    final Expiry expiry = mock();
    final Transaction transaction = mock();
    final CommandHandler handler = mock();
    final ReadableCodec texts = new ReadableCodec();
    final List<ServerEvent> events = new ArrayList<>();
    final RealtimeService server;

    private int messages;

    ServerUnderTest() throws Exception {
        this(ServerOptions.DEFAULT);
    }

    ServerUnderTest(ServerOptions options) throws Exception {
        when(handled.handleOnce(any(), any(), any()))
                .thenAnswer(call -> call.<Handler>getArgument(2).handle(transaction));
        when(devices.register(any(), anyInt())).thenReturn(true);
        when(handler.handle(any())).thenReturn(CommandOutcome.processed());
        when(texts.codec().decode(anyString(), any(), any())).thenReturn(List.of(Samples.frame(Samples.update("r"))));
        when(store.pending().append(any())).thenReturn(List.of(Set.of(PHONE)));
        ServerPorts ports = new ServerPorts(
                authenticator,
                texts.codec(),
                store.pending(),
                devices,
                handled,
                unapplied,
                expiry,
                events::add,
                scheduler);
        UpdateFrames frames = new UpdateFrames(
                texts.codec(),
                mock(EntityCodec.class),
                new Refs(mock(RandomGenerator.class), InstantSource.fixed(Instant.EPOCH)),
                1_024);
        server = new RealtimeService(ports, frames, handler, options);
    }

    /** The phone connects under version 1. */
    Connected connect() {
        return connect(Subprotocol.V1);
    }

    Connected connect(Subprotocol subprotocol) {
        return connect(subprotocol, new RecordedConnection());
    }

    /** The phone connects; its session has an executor, and its commands have one while there are some. */
    Connected connect(Subprotocol subprotocol, RecordedConnection connection) {
        ConnectionListener listener = server.open(new Admission.Accepted(PHONE, subprotocol), connection);
        scheduler.runAll();
        return new Connected(connection, listener);
    }

    /** The executor of the n-th session, from 0; the very first is that of expiry. */
    VirtualExecutor executorOf(int session) {
        return scheduler.executor(session + 1);
    }

    /** The executor of a device's commands, which it has while some wait: the newest. */
    VirtualExecutor commands() {
        return scheduler.newest();
    }

    /** An update is published to the phone. */
    void publish(Mailbox mailbox, String ref) {
        store.add(mailbox, ref);
        server.publisher()
                .publish(Publication.of(Recipient.user("ann"), mailbox.account(), Action.NEW, Samples.raw("poll", "x"))
                        .withRef(new Ref(ref)));
        scheduler.runAll();
    }

    static Decoded reply(String... refs) {
        return reply(AccountType.PERSONAL, refs);
    }

    static Decoded reply(AccountType account, String... refs) {
        return Samples.frame(
                account, new UpdateReply(Stream.of(refs).map(Ref::new).toList(), UpdateOutcome.PROCESSED));
    }

    static Decoded command(String ref) {
        return Samples.frame(Command.of("mute").withRef(new Ref(ref)));
    }

    static Decoded malformed() {
        return new Decoded.Malformed("{…}", "type is missing", Optional.empty());
    }

    static String backlog(String account, int pending) {
        return "{\"account\":\"" + account + "\",\"type\":\"command\",\"payload\":"
                + "{\"name\":\"backlog\",\"arguments\":{\"pending\":" + pending + "}}}";
    }

    static String caughtUp(String account) {
        return "{\"account\":\"" + account
                + "\",\"type\":\"command\",\"payload\":{\"name\":\"caughtUp\",\"arguments\":{}}}";
    }

    /** The client's end of a connection. */
    final class Connected {

        final RecordedConnection connection;
        final ConnectionListener listener;
        int consumed;

        private Connected(RecordedConnection connection, ConnectionListener listener) {
            this.connection = connection;
            this.listener = listener;
        }

        /** The app sends a message of these frames. */
        void says(Decoded... frames) {
            listener.received(texts.means("m" + messages++, frames), () -> consumed++);
            scheduler.runAll();
        }

        void write() {
            connection.write();
            scheduler.runAll();
        }
    }
}
