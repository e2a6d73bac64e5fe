package org.realtimeupdates.application.server;

import static org.mockito.Mockito.mock;
import static org.realtimeupdates.application.testing.Interleavings.require;
import static org.realtimeupdates.application.testing.Interleavings.startAndJoin;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.persistence.Devices;
import org.realtimeupdates.application.port.persistence.Expiry;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.UnappliedUpdates;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.Interleavings;
import org.realtimeupdates.application.testing.VirtualScheduler;
import org.realtimeupdates.domain.Device;

/** What threads share at the server. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BellAndSessionsInterleavingsTest {

    private final VirtualScheduler scheduler = new VirtualScheduler();

    // RTU-31
    @Test
    void whatWasThereWhenTheBellWasRungIsSeen() {
        Interleavings.of(() -> {
            Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
            AtomicInteger published = new AtomicInteger();
            AtomicInteger seen = new AtomicInteger();
            Bell bell = new Bell(tasks::add, () -> seen.set(published.get()));
            Runnable publish = () -> {
                published.incrementAndGet();
                bell.ring();
            };
            startAndJoin(publish, publish, () -> runAll(tasks));
            runAll(tasks);

            require(seen.get() == 2, seen);
        });
    }

    // RTU-54
    @Test
    void ofTwoSessionsTheNewerStaysAndTheOlderIsToldOnce() {
        Session older = session("phone", 1);
        Session newer = session("phone", 2);
        Interleavings.of(() -> {
            Sessions sessions = new Sessions();
            List<Session> losers = new CopyOnWriteArrayList<>();
            startAndJoin(
                    () -> sessions.enter(older, 9).loser().ifPresent(losers::add),
                    () -> sessions.enter(newer, 9).loser().ifPresent(losers::add));
            sessions.leave(older);

            require(losers.size() == 1 && losers.get(0) == older, losers.size());
            require(sessions.isCurrent(newer), "another is current");
        });
    }

    @Test
    void ofTwoDevicesThatWantTheLastPlaceOneGetsIt() {
        Session phone = session("phone", 1);
        Session tablet = session("tablet", 2);
        Interleavings.of(() -> {
            Sessions sessions = new Sessions();
            AtomicInteger full = new AtomicInteger();
            startAndJoin(() -> enter(sessions, phone, full), () -> enter(sessions, tablet, full));

            require(full.get() == 1 && sessions.of("ann").size() == 1, full);
        });
    }

    private static void enter(Sessions sessions, Session session, AtomicInteger full) {
        if (sessions.enter(session, 1).full()) {
            full.incrementAndGet();
        }
    }

    private static void runAll(Queue<Runnable> tasks) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private Session session(String device, long order) {
        HandledCommands handled = mock();
        ServerPorts ports = new ServerPorts(
                mock(Authenticator.class),
                mock(MessageCodec.class),
                mock(PendingUpdates.class),
                mock(Devices.class),
                handled,
                mock(UnappliedUpdates.class),
                mock(Expiry.class),
                event -> {},
                scheduler);
        SessionContext context = new SessionContext(
                ports,
                new HandleCommands(handled, mock(CommandHandler.class)),
                new CommandTurns(scheduler),
                new Sessions(),
                ServerOptions.DEFAULT);
        return new Session(
                new Admission.Accepted(new Device("ann", device), Subprotocol.V1).withOrder(order),
                mock(Connection.class),
                context);
    }
}
