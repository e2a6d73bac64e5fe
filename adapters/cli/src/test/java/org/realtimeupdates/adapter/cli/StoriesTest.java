package org.realtimeupdates.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.adapter.dagger.ClientBuilder;
import org.realtimeupdates.adapter.dagger.ClientStore;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.persistence.QuarantineView;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.server.Publication;
import org.realtimeupdates.application.server.PublishUpdate.Published;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Group;
import org.realtimeupdates.domain.Member;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Profile;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.RecordingEvents;
import org.realtimeupdates.testfixtures.RecordingNotifier;

/** The mission, told as stories, over a real WebSocket. */
class StoriesTest {

    private final RecordingEvents events = new RecordingEvents();
    private final RecordingNotifier notifier = new RecordingNotifier();
    private final ClientStore store = ClientStore.inMemory();
    private final List<String> reached = new CopyOnWriteArrayList<>();
    private Bench bench;

    /** What carries both ends. */
    TransportName transport() {
        return TransportName.tyrus;
    }

    @BeforeEach
    void startServer() throws IOException {
        bench = new Bench(
                transport(),
                server -> server.onCommand(command -> {
                    reached.add("command " + command.name());
                    return command.name().equals("forbidden")
                            ? CommandOutcome.rejected("not for you")
                            : CommandOutcome.processed();
                }));
    }

    @AfterEach
    void stopServer() {
        bench.close();
    }

    /** RTU-31, RTU-58: connected, an update is sent the moment it is created. */
    @Test
    void aLiveUpdateArrivesAndIsReplied() {
        startedApp();

        bench.publishMessage("u1");

        events.awaitCount(ClientEvent.Applied.class, 1);
        bench.serverEvents.awaitRemoved(1);
        assertThat(events.all(ClientEvent.Applied.class).get(0).backlog()).isFalse();
        assertThat(store.entities().find(AccountType.PERSONAL, EntityTypes.MESSAGE, "u1"))
                .contains(Bench.message("u1"));
    }

    /** RTU-30, RTU-31, RTU-35: not connected, updates are collected and all sent on the next connection. */
    @Test
    void collectedUpdatesArriveInOrderOnTheNextConnection() {
        List<Ref> published = publishMessages(700);

        startedApp();

        events.awaitCount(ClientEvent.Applied.class, 700);
        bench.serverEvents.awaitRemoved(700);
        assertThat(events.applied()).isEqualTo(published);
        assertThat(events.all(ClientEvent.Applied.class)).allMatch(ClientEvent.Applied::backlog);
        events.awaitState(ConnectionState.CaughtUp.class);
    }

    /** RTU-20, RTU-23: what was replied is never sent again. */
    @Test
    void aReplyStopsRedelivery() throws Exception {
        RealtimeClient app = startedApp();
        bench.publishMessage("u1");
        bench.serverEvents.awaitRemoved(1);
        background(app);
        events.clear();

        app.enterForeground();

        events.awaitState(ConnectionState.CaughtUp.class);
        assertThat(events.all(ClientEvent.Applied.class)).isEmpty();
        assertThat(events.all(ClientEvent.AlreadyProcessed.class)).isEmpty();
        assertThat(events.all(ClientEvent.BacklogStarted.class)).allMatch(backlog -> backlog.pending() == 0);
    }

    /** RTU-22, RTU-32: without a reply an update comes again; it is replied again and not applied again. */
    @Test
    void withoutAReplyAnUpdateComesAgainAndIsNotAppliedAgain() throws Exception {
        LossyTransport network = new LossyTransport(transport().client());
        RealtimeClient unlucky = bench.app(app -> app.store(store)
                .events(events.ofClient())
                .notifier(notifier)
                .transport(network)
                .on(Action.NEW, EntityTypes.MESSAGE, (context, messages) -> reached.add("applied")));
        unlucky.start();
        events.awaitState(ConnectionState.CaughtUp.class);
        network.loseWhatIsSent();
        bench.publishMessage("u1");
        events.awaitCount(ClientEvent.Applied.class, 1);
        unlucky.close();
        assertThat(bench.serverEvents.all(ServerEvent.Replied.class)).isEmpty();

        startedApp();

        events.awaitCount(ClientEvent.AlreadyProcessed.class, 1);
        bench.serverEvents.awaitRemoved(1);
        assertThat(reached).containsExactly("applied");
        assertThat(notifier.refs()).containsExactly(new Ref("u1"));
    }

    /** RTU-10, RTU-12: each action on each built-in type reaches its specific action. */
    @Test
    void eachActionOnEachBuiltInTypeReachesItsSpecificAction() {
        Map<EntityType<?>, Entity> entities = Map.of(
                EntityTypes.MESSAGE, new Message("x", null, null, null, null),
                EntityTypes.PROFILE, new Profile("x", null, null, null),
                EntityTypes.GROUP, new Group("x", null),
                EntityTypes.MEMBER, new Member("x", null, null, null));
        List<Action> actions = List.of(Action.NEW, Action.UPDATE, Action.DELETE);
        RealtimeClient app = bench.app(builder -> {
            builder.events(events.ofClient());
            actions.forEach(action -> EntityTypes.BUILT_IN.forEach(type -> register(builder, action, type)));
            return builder;
        });
        app.start();
        List<String> expected = new ArrayList<>();
        for (EntityType<?> type : EntityTypes.BUILT_IN) {
            for (Action action : actions) {
                expected.add(action + " " + type + " x");
                String json = "[{\"id\":\""
                        + Objects.requireNonNull(entities.get(type)).id() + "\"}]";
                bench.service
                        .publisher()
                        .publish(Publication.of(
                                Recipient.device(Bench.USER, Bench.DEVICE),
                                AccountType.BUSINESS,
                                action,
                                new RawEntities(type.name(), List.of("x"), json)));
            }
        }

        bench.serverEvents.awaitRemoved(expected.size());

        assertThat(reached).isEqualTo(expected);
    }

    /** RTU-13: a silent update is applied and not notified. */
    @Test
    void aSilentUpdateIsAppliedWithoutANotification() {
        startedApp();
        Publication silent = Publication.of(
                        Recipient.device(Bench.USER, Bench.DEVICE),
                        AccountType.PERSONAL,
                        Action.NEW,
                        EntityTypes.MESSAGE,
                        Bench.message("m1"))
                .withRef(new Ref("quiet"))
                .silently();

        bench.service.publisher().publish(silent);
        bench.publishMessage("loud");

        bench.serverEvents.awaitRemoved(2);
        events.awaitCount(ClientEvent.Applied.class, 2);
        assertThat(events.applied()).containsExactly(new Ref("quiet"), new Ref("loud"));
        assertThat(notifier.refs()).containsExactly(new Ref("loud"));
    }

    /** RTU-35: the notifications of a backlog come together, once. */
    @Test
    void theNotificationsOfABacklogComeTogether() {
        publishMessages(30);

        startedApp();

        events.awaitState(ConnectionState.CaughtUp.class);
        assertThat(notifier.shown()).hasSize(1);
        assertThat(notifier.shown().get(0).notifications()).hasSize(30);
    }

    @Test
    void profilesAreDeletedAsAnArray() {
        startedApp();
        List<Profile> profiles = List.of(
                new Profile("a", "A", null, null),
                new Profile("b", "B", null, null),
                new Profile("c", "C", null, null));
        bench.publish("u1", AccountType.PERSONAL, Action.NEW, new Entities<>(EntityTypes.PROFILE, profiles));
        bench.publish(
                "u2", AccountType.PERSONAL, Action.DELETE, new Entities<>(EntityTypes.PROFILE, profiles.subList(0, 2)));

        bench.serverEvents.awaitRemoved(2);

        assertThat(store.entities().list(AccountType.PERSONAL, EntityTypes.PROFILE))
                .containsExactly(profiles.get(2));
    }

    /** RTU-58: start and foreground connect, background closes. */
    @Test
    void startAndForegroundConnectAndBackgroundCloses() throws Exception {
        RealtimeClient app = startedApp();

        background(app);
        bench.serverEvents.awaitCount(ServerEvent.Disconnected.class, 1);
        assertThat(bench.serverEvents.all(ServerEvent.Disconnected.class).get(0).code())
                .isEqualTo(1000);
        bench.publishMessage("u1");
        assertThat(events.all(ClientEvent.Applied.class)).isEmpty();

        app.enterForeground();
        events.awaitCount(ClientEvent.Applied.class, 1);
    }

    /** RTU-14: what the app does not know is set aside with its text, and replied. */
    @Test
    void anUnknownTypeIsSetAsideWithItsText() {
        startedApp();
        bench.service
                .publisher()
                .publish(Publication.of(
                        Recipient.device(Bench.USER, Bench.DEVICE),
                        AccountType.PERSONAL,
                        Action.NEW,
                        new RawEntities("poll", List.of("p"), "[{\"id\":\"p\",\"votes\":1.50}]")));

        bench.serverEvents.awaitRemoved(1);

        QuarantinedUpdate kept = quarantined().get(0);
        assertThat(kept.cause()).isEqualTo(QuarantinedUpdate.Cause.UNSUPPORTED);
        assertThat(kept.text()).contains("\"votes\":1.50");
    }

    /** Two accounts share a socket, each with its own order. */
    @Test
    void bothAccountsShareASocket() {
        startedApp();
        Entities<Message> message = Entities.of(EntityTypes.MESSAGE, Bench.message("m1"));
        bench.publish("u1", AccountType.BUSINESS, Action.NEW, message);
        bench.publish("u1", AccountType.PERSONAL, Action.NEW, message);

        bench.serverEvents.awaitRemoved(2);

        assertThat(store.entities().list(AccountType.BUSINESS, EntityTypes.MESSAGE))
                .hasSize(1);
        assertThat(store.entities().list(AccountType.PERSONAL, EntityTypes.MESSAGE))
                .hasSize(1);
        assertThat(bench.serverEvents.all(ServerEvent.Connected.class)).hasSize(1);
    }

    /** RTU-54: a newer connection of the device takes the older one's place. */
    @Test
    void aNewerConnectionTakesTheOlderOnesPlace() {
        RealtimeClient older = startedApp();
        RecordingEvents newerEvents = new RecordingEvents();

        bench.app(app -> app.events(newerEvents.ofClient())).start();

        newerEvents.awaitState(ConnectionState.CaughtUp.class);
        events.awaitState(ConnectionState.Stopped.class);
        assertThat(older.state()).isInstanceOf(ConnectionState.Stopped.class);
        bench.publishMessage("u1");
        newerEvents.awaitCount(ClientEvent.Applied.class, 1);
    }

    /** RTU-30: every known device of a user gets an update; a user without devices is no error. */
    @Test
    void everyKnownDeviceOfAUserGetsAnUpdate() {
        startedApp();
        Publication toAll = Publication.of(
                Recipient.user(Bench.USER), AccountType.PERSONAL, Action.NEW, EntityTypes.MESSAGE, Bench.message("m1"));
        bench.service
                .publisher()
                .publish(Publication.of(
                        Recipient.device(Bench.USER, "tablet"),
                        AccountType.PERSONAL,
                        Action.NEW,
                        EntityTypes.GROUP,
                        new Group("g", "Trip")));

        Published published = bench.service.publisher().publish(toAll);
        Published nobody = bench.service
                .publisher()
                .publish(Publication.of(
                        Recipient.user("nobody"),
                        AccountType.PERSONAL,
                        Action.NEW,
                        EntityTypes.MESSAGE,
                        Bench.message("m1")));

        assertThat(published.devices()).isEqualTo(2);
        assertThat(nobody.devices()).isZero();
        events.awaitCount(ClientEvent.Applied.class, 1);
    }

    /** RTU-40: a command is answered; one sent while not connected goes out on the next connection. */
    @Test
    void aCommandIsAnsweredOnceConnected() throws Exception {
        RealtimeClient app = bench.app(builder -> builder.events(events.ofClient()));
        var processed = app.send(AccountType.PERSONAL, Command.of("typing", "{\"group\":\"trip\"}"));
        var rejected = app.send(AccountType.PERSONAL, Command.of("forbidden"));

        app.start();

        assertThat(processed.toCompletableFuture().get(20, TimeUnit.SECONDS)).isEqualTo(CommandOutcome.processed());
        assertThat(rejected.toCompletableFuture().get(20, TimeUnit.SECONDS))
                .isEqualTo(CommandOutcome.rejected("not for you"));
        assertThat(reached).containsExactly("command typing", "command forbidden");
    }

    /** RTU-55: an expired token is replaced by a fresh one at once. */
    @Test
    void aRefusedTokenIsReplacedByAFreshOne() throws IOException {
        List<String> tokens = new CopyOnWriteArrayList<>(List.of("expired", "fresh"));
        try (Bench strict = new Bench(
                transport(),
                server -> server.authenticator(Authenticator.ofUsers(
                        token -> token.equals("fresh") ? Optional.of(Bench.USER) : Optional.empty())))) {
            strict.app(app -> app.events(events.ofClient()).credentials(() -> tokens.remove(0)))
                    .start();

            events.awaitState(ConnectionState.CaughtUp.class);
        }
        assertThat(tokens).isEmpty();
    }

    private <E extends Entity> void register(ClientBuilder builder, Action action, EntityType<E> type) {
        builder.on(
                action,
                type,
                (context, entities) ->
                        entities.forEach(entity -> reached.add(context.action() + " " + type + " " + entity.id())));
    }

    private RealtimeClient startedApp() {
        RealtimeClient app = bench.app(
                builder -> builder.store(store).events(events.ofClient()).notifier(notifier));
        app.start();
        events.await(ClientEvent.CaughtUp.class, all -> all.size() >= AccountType.values().length);
        return app;
    }

    private List<Ref> publishMessages(int count) {
        List<Ref> refs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bench.publishMessage("u" + i);
            refs.add(new Ref("u" + i));
        }
        return refs;
    }

    private static void background(RealtimeClient app) throws Exception {
        app.enterBackground().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private List<QuarantinedUpdate> quarantined() {
        return store.quarantine().list(QuarantineView.START, 10).stream()
                .map(QuarantineView.Entry::update)
                .toList();
    }
}
