package org.realtimeupdates.testfixtures.crash;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.realtimeupdates.application.client.ClientIdentity;
import org.realtimeupdates.application.client.ClientOptions;
import org.realtimeupdates.application.client.ClientPorts;
import org.realtimeupdates.application.client.ManageQuarantine;
import org.realtimeupdates.application.client.ManageUpdate;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.client.UpdateActions;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;
import org.realtimeupdates.testfixtures.time.DeterministicScheduler;
import org.realtimeupdates.testfixtures.time.ManualClock;

/** One installation of an application that is sent a history: the real client in virtual time, one process after the other. */
final class HistoryRun {

    private static final URI ENDPOINT = URI.create("ws://crash-test/realtime");
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final CrashableApp app;
    private final EntityCodec entities;
    private final ClientOptions options;
    private final ManualClock clock = new ManualClock();
    private final DeterministicScheduler scheduler = new DeterministicScheduler(clock);
    private final SplittableRandom random = new SplittableRandom(1);
    private final HistoryCodec codec;
    private final HistoryServer server;
    private final Map<Ref, String> setAside = new LinkedHashMap<>();

    HistoryRun(CrashableApp app, List<SocketMessage> history, EntityCodec entities, int maxBatch) {
        this.app = app;
        this.entities = entities;
        this.options = ClientOptions.DEFAULT.withMaxBatch(maxBatch);
        this.codec = new HistoryCodec(history);
        this.server = new HistoryServer(history, codec);
    }

    /** A process that runs until all is done, or dies before. */
    void live(Life life) throws Exception {
        ClientStorePorts store = app.open();
        try {
            life.run(() -> start(life, store));
            runToTheEnd(life, store);
        } catch (Throwable failure) {
            end(failure);
            throw failure;
        }
        if (life.isDead()) {
            app.died();
        }
    }

    /** The updates that were not applied, with the reasons. */
    Map<Ref, String> setAside() {
        return setAside;
    }

    /** What it has led to; then the process of the application ends. */
    Outcome outcome() throws Exception {
        try {
            return new Outcome(server.replies(), app.effects(), server.commands());
        } finally {
            app.died();
        }
    }

    private void start(Life life, ClientStorePorts store) {
        ClientStorePorts mortal = new CrashPoints(life).around(store);
        UpdateActions actions = app.actions(mortal);
        LifeScheduler executors = new LifeScheduler(scheduler, life);
        RealtimeClient.create(
                        new ClientIdentity(ENDPOINT, "device", () -> "token"),
                        new ManageUpdate(
                                actions,
                                mortal.appliedUpdates(),
                                mortal.attempts(),
                                mortal.quarantine(),
                                entities,
                                clock),
                        new ManageQuarantine(actions, mortal.appliedUpdates(), mortal.quarantine(), codec, entities),
                        new ClientPorts(
                                server.transport(life, executors.newSerialExecutor()),
                                codec,
                                mortal.outbox(),
                                (account, notifications, omitted) -> life.call("where Notifier.notify begins"),
                                this::hear,
                                executors,
                                clock,
                                random.split()),
                        options)
                .start();
    }

    private void hear(ClientEvent event) {
        if (event instanceof ClientEvent.Quarantined quarantined) {
            quarantined
                    .update()
                    .ref()
                    .ifPresent(ref -> setAside.put(ref, quarantined.update().reason()));
        }
    }

    private void runToTheEnd(Life life, ClientStorePorts store) {
        Duration end = scheduler.now().plus(PATIENCE);
        scheduler.runUntilIdle();
        while (!life.isDead() && !isDone(store)) {
            if (scheduler.now().compareTo(end) > 0) {
                throw new AssertionError("not done within " + PATIENCE.toMinutes()
                        + " minutes of virtual time; not replied: " + server.unreplied());
            }
            scheduler.advance(STEP);
        }
    }

    private boolean isDone(ClientStorePorts store) {
        return server.unreplied().isEmpty() && store.outbox().list(0, 1).isEmpty();
    }

    private void end(Throwable failure) {
        try {
            app.died();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }
}
