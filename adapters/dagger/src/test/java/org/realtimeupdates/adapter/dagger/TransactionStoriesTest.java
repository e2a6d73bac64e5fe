package org.realtimeupdates.adapter.dagger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.adapter.memory.LoopbackTransport;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.client.ReplayedUpdate;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.QuarantineView;
import org.realtimeupdates.application.server.Publication;
import org.realtimeupdates.application.server.RealtimeService;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Group;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.testfixtures.time.DeterministicScheduler;
import org.realtimeupdates.testfixtures.time.ManualClock;

/** Quarantine, follow-up commands and publishing in a transaction, from one half to the other. */
class TransactionStoriesTest {

    private static final URI ENDPOINT = URI.create("ws://localhost/realtime");
    private static final Mailbox PHONE = new Mailbox(new Device("ada", "phone"), AccountType.PERSONAL);
    private static final EntityType<Poll> POLL = new EntityType<>("poll", Poll.class);

    private final DeterministicScheduler scheduler = new DeterministicScheduler();
    private final ManualClock clock = new ManualClock();
    private final ClientStore store = ClientStore.inMemory(clock);
    private final List<ServerStore> serverStore = new ArrayList<>();
    private final List<String> received = new ArrayList<>();

    /** An entity that not every app knows. */
    public record Poll(String id, int votes) implements Entity {}

    @Test
    @DisplayName("RTU-14: what the app did not know is applied by itself once it does, with what waited behind it")
    void whatTheAppDidNotKnowIsAppliedOnceItDoes() {
        RealtimeService service = server().build();
        RealtimeClient old = start(app(service));
        publish(service, Action.NEW, POLL, new Poll("p", 1));
        publish(service, Action.UPDATE, POLL, new Poll("p", 2));
        assertThat(serverStore.get(0).unappliedUpdates().count(PHONE)).isEqualTo(2);
        assertThat(store.quarantine().list(QuarantineView.START, 10)).hasSize(2);
        assertThat(old.enterBackground().toCompletableFuture()).isNotCompletedExceptionally();
        scheduler.runUntilIdle();

        start(app(service).keepCopies(List.of(POLL)));

        assertThat(store.entities().list(AccountType.PERSONAL, POLL)).containsExactly(new Poll("p", 2));
        assertThat(store.quarantine().list(QuarantineView.START, 10)).isEmpty();
    }

    @Test
    @DisplayName("RTU-33: what failed is replayed when asked for, and what was held follows in order")
    void whatFailedIsReplayedWhenAskedFor() {
        boolean[] failing = {true};
        RealtimeService service = server().build();
        RealtimeClient client = start(app(service)
                .on(Action.NEW, EntityTypes.GROUP, (context, groups) -> {
                    if (failing[0]) {
                        throw new IllegalStateException("thrown on purpose");
                    }
                    received.add("new " + groups.get(0).name());
                })
                .on(
                        Action.UPDATE,
                        EntityTypes.GROUP,
                        (context, groups) ->
                                received.add("renamed " + groups.get(0).name())));
        publish(service, Action.NEW, EntityTypes.GROUP, new Group("g", "one"));
        publish(service, Action.UPDATE, EntityTypes.GROUP, new Group("g", "two"));
        publish(service, Action.UPDATE, EntityTypes.GROUP, new Group("other", "free"));
        assertThat(received).containsExactly("renamed free");

        failing[0] = false;
        CompletableFuture<List<ReplayedUpdate>> replayed =
                client.replay(update -> update.ids().contains("g")).toCompletableFuture();
        scheduler.runUntilIdle();

        assertThat(replayed)
                .isCompletedWithValueMatching(
                        results -> results.stream().allMatch(ReplayedUpdate.Applied.class::isInstance));
        assertThat(received).containsExactly("renamed free", "new one", "renamed two");
        assertThat(store.quarantine().list(QuarantineView.START, 10)).isEmpty();
    }

    @Test
    @DisplayName("RTU-40: a command of a specific action and what its handler publishes happen once")
    void aCommandOfAnActionAndWhatItsHandlerPublishesHappenOnce() {
        List<RealtimeService> service = new ArrayList<>();
        List<String> handled = new ArrayList<>();
        service.add(server().onCommand(command -> {
                    handled.add(command.name());
                    service.get(0)
                            .publisher()
                            .publishAll(
                                    command.transaction(),
                                    List.of(publication(Action.NEW, EntityTypes.GROUP, new Group("answer", null))));
                    if (handled.size() == 1) {
                        throw new IllegalStateException("thrown on purpose");
                    }
                    return CommandOutcome.processed();
                })
                .build());
        start(app(service.get(0))
                .on(Action.UPDATE, EntityTypes.GROUP, (context, groups) -> {
                    received.add(groups.get(0).id());
                    context.send(Command.of("seen"));
                })
                .on(
                        Action.NEW,
                        EntityTypes.GROUP,
                        (context, groups) -> received.add(groups.get(0).id())));

        publish(service.get(0), Action.UPDATE, EntityTypes.GROUP, new Group("question", null));
        scheduler.advance(Duration.ofMinutes(1));

        assertThat(handled).containsExactly("seen", "seen");
        assertThat(received).containsExactly("question", "answer");
        assertThat(store.outbox().list(0, 10)).isEmpty();
    }

    @Test
    @DisplayName("RTU-36: an app that has caught up forgets refs that did not come for seven days")
    void anAppForgetsRefs() {
        RealtimeService service = server().build();
        RealtimeClient client = start(app(service));
        service.publisher()
                .publish(publication(Action.NEW, EntityTypes.GROUP, new Group("g", null))
                        .withRef(new Ref("r")));
        scheduler.runUntilIdle();

        clock.advance(Duration.ofDays(6));
        reconnect(client);
        assertThat(isRemembered("r")).isTrue();
        clock.advance(Duration.ofDays(8));
        reconnect(client);
        assertThat(isRemembered("r")).isFalse();
    }

    @Test
    @DisplayName("RTU-15: a mailbox that nobody uses is let go of when its updates are too old")
    void aMailboxThatNobodyUsesIsLetGoOf() {
        RealtimeService service = server().build();
        publish(service, Action.NEW, EntityTypes.GROUP, new Group("g", null));
        clock.advance(PendingLimits.DEFAULT.maxAge());

        scheduler.advance(Duration.ofMinutes(1));

        start(app(service).onReset(context -> received.add("reset")));
        assertThat(received).containsExactly("reset");
        service.close();
    }

    private ServerBuilder server() {
        return Realtime.server()
                .authenticator(Authenticator.ofUsers(Optional::of))
                .scheduler(scheduler)
                .store(resets -> {
                    serverStore.add(ServerStore.inMemory(PendingLimits.DEFAULT, clock, resets));
                    return serverStore.get(0);
                });
    }

    private ClientBuilder app(RealtimeService service) {
        return Realtime.client(ENDPOINT, "phone")
                .credentials(() -> "ada")
                .transport(new LoopbackTransport(service, scheduler))
                .scheduler(scheduler)
                .clock(clock)
                .store(store);
    }

    private RealtimeClient start(ClientBuilder builder) {
        RealtimeClient client = builder.build();
        client.start();
        scheduler.runUntilIdle();
        return client;
    }

    private void reconnect(RealtimeClient client) {
        assertThat(client.enterBackground().toCompletableFuture()).isNotCompletedExceptionally();
        scheduler.runUntilIdle();
        client.enterForeground();
        scheduler.runUntilIdle();
    }

    private <E extends Entity> void publish(RealtimeService service, Action action, EntityType<E> type, E entity) {
        service.publisher().publish(publication(action, type, entity));
        scheduler.runUntilIdle();
    }

    private static <E extends Entity> Publication publication(Action action, EntityType<E> type, E entity) {
        return Publication.of(Recipient.device("ada", "phone"), AccountType.PERSONAL, action, type, entity);
    }

    private boolean isRemembered(String ref) {
        Effect probe = new Effect(Optional.of(new Ref(ref)), transaction -> UpdateOutcome.PROCESSED);
        return !store.appliedUpdates()
                .applyOnce(AccountType.PERSONAL, List.of(probe))
                .get(0)
                .ran();
    }
}
