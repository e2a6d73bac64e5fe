package org.realtimeupdates.adapter.dagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.adapter.jsonb.JsonbMessageCodec;
import org.realtimeupdates.adapter.memory.InMemoryAppliedUpdates;
import org.realtimeupdates.adapter.memory.InMemoryAttempts;
import org.realtimeupdates.adapter.memory.InMemoryDatabase;
import org.realtimeupdates.adapter.memory.InMemoryDevices;
import org.realtimeupdates.adapter.memory.InMemoryEntityStore;
import org.realtimeupdates.adapter.memory.InMemoryExpiry;
import org.realtimeupdates.adapter.memory.InMemoryHandledCommands;
import org.realtimeupdates.adapter.memory.InMemoryOutbox;
import org.realtimeupdates.adapter.memory.InMemoryPendingUpdates;
import org.realtimeupdates.adapter.memory.InMemoryQuarantine;
import org.realtimeupdates.adapter.memory.InMemoryUnappliedUpdates;
import org.realtimeupdates.adapter.memory.LoopbackTransport;
import org.realtimeupdates.application.Refs;
import org.realtimeupdates.application.client.ClientIdentity;
import org.realtimeupdates.application.client.ClientOptions;
import org.realtimeupdates.application.client.ClientPorts;
import org.realtimeupdates.application.client.ManageQuarantine;
import org.realtimeupdates.application.client.ManageUpdate;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.client.UpdateActions;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.Handshake;
import org.realtimeupdates.application.server.Publication;
import org.realtimeupdates.application.server.RealtimeService;
import org.realtimeupdates.application.server.ServerOptions;
import org.realtimeupdates.application.server.ServerPorts;
import org.realtimeupdates.application.server.UpdateFrames;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Group;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.testfixtures.time.DeterministicScheduler;

/** Both halves put together, by the builders and by hand, in one thread under virtual time. */
class WiringTest {

    private static final URI ENDPOINT = URI.create("ws://localhost/realtime");
    private static final Group GROUP = new Group("trip", "Lisbon in May");

    private final DeterministicScheduler scheduler = new DeterministicScheduler();
    private final ClientStore store = ClientStore.inMemory();

    @Test
    void theBuildersPutBothHalvesTogether() {
        RealtimeService service = Realtime.server()
                .authenticator(Authenticator.ofUsers(Optional::of))
                .scheduler(scheduler)
                .build();
        RealtimeClient client = Realtime.client(ENDPOINT, "phone")
                .credentials(() -> "ada")
                .transport(new LoopbackTransport(service, scheduler))
                .scheduler(scheduler)
                .store(store)
                .build();

        assertThatAnUpdateArrives(service, client);
    }

    /** What the builders do, with constructors: for who wires by other means. */
    @Test
    void theSameGraphIsBuiltByHand() {
        JsonbMessageCodec messages = new JsonbMessageCodec();
        JsonbEntityCodec entities = new JsonbEntityCodec();
        SplittableRandom random = new SplittableRandom(1);
        InstantSource clock = InstantSource.system();

        UpdateFrames frames = new UpdateFrames(messages, entities, new Refs(random, clock), 1 << 20);
        InMemoryDevices devices = new InMemoryDevices(clock);
        InMemoryPendingUpdates pending = new InMemoryPendingUpdates(devices, PendingLimits.DEFAULT, clock, frames);
        ServerPorts serverPorts = new ServerPorts(
                Authenticator.ofUsers(Optional::of),
                messages,
                pending,
                devices,
                new InMemoryHandledCommands(devices),
                new InMemoryUnappliedUpdates(devices, clock),
                new InMemoryExpiry(pending),
                event -> {},
                scheduler);
        RealtimeService service =
                new RealtimeService(serverPorts, frames, command -> CommandOutcome.processed(), ServerOptions.DEFAULT);

        InMemoryDatabase database = new InMemoryDatabase();
        InMemoryEntityStore copies = new InMemoryEntityStore(database);
        UpdateActions actions =
                UpdateActions.builder().keepCopies(copies, EntityTypes.BUILT_IN).build();
        InMemoryAppliedUpdates applied = new InMemoryAppliedUpdates(database, clock);
        InMemoryQuarantine quarantine = new InMemoryQuarantine(database);
        ManageUpdate manageUpdate =
                new ManageUpdate(actions, applied, new InMemoryAttempts(applied), quarantine, entities, clock);
        ManageQuarantine manageQuarantine = new ManageQuarantine(actions, applied, quarantine, messages, entities);
        ClientPorts clientPorts = new ClientPorts(
                new LoopbackTransport(service, scheduler),
                messages,
                new InMemoryOutbox(database, clock),
                (account, notifications, omitted) -> {},
                event -> {},
                scheduler,
                clock,
                random);
        RealtimeClient client = RealtimeClient.create(
                new ClientIdentity(ENDPOINT, "phone", () -> "ada"),
                manageUpdate,
                manageQuarantine,
                clientPorts,
                ClientOptions.DEFAULT);

        client.start();
        scheduler.runUntilIdle();
        service.publisher()
                .publish(Publication.of(
                        Recipient.user("ada"), AccountType.PERSONAL, Action.UPDATE, EntityTypes.GROUP, GROUP));
        scheduler.runUntilIdle();

        assertThat(copies.list(AccountType.PERSONAL, EntityTypes.GROUP)).containsExactly(GROUP);
    }

    @Test
    void aGivenPortTakesThePlaceOfTheDefault() {
        ClientTransport transport = mock(ClientTransport.class);
        RealtimeClient client = Realtime.client(ENDPOINT, "phone")
                .credentials(() -> "ada")
                .transport(transport)
                .scheduler(scheduler)
                .options(ClientOptions.DEFAULT.withSubprotocols(List.of()))
                .build();

        client.start();
        scheduler.runUntilIdle();

        verify(transport)
                .connect(
                        argThat(request -> request.endpoint().equals(ENDPOINT)
                                && request.deviceId().equals("phone")
                                && request.token().equals("ada")
                                && request.offers().isEmpty()),
                        any());
    }

    @Test
    void actionsOfTheAppTakeThePlaceOfLocalCopies() {
        List<String> reset = new ArrayList<>();
        RealtimeService service = Realtime.server()
                .authenticator(Authenticator.ofUsers(Optional::of))
                .scheduler(scheduler)
                .store(resets -> ServerStore.inMemory(
                        new PendingLimits(2, 1 << 20, Duration.ofDays(1), Duration.ofDays(7)),
                        InstantSource.system(),
                        resets))
                .build();
        RealtimeClient client = Realtime.client(ENDPOINT, "phone")
                .credentials(() -> "ada")
                .transport(new LoopbackTransport(service, scheduler))
                .scheduler(scheduler)
                .store(store)
                .onReset(context -> reset.add("reset of " + context.account()))
                .keepCopies(EntityTypes.BUILT_IN)
                .build();
        for (int i = 0; i < 4; i++) {
            service.publisher()
                    .publish(Publication.of(
                            Recipient.device("ada", "phone"),
                            AccountType.PERSONAL,
                            Action.NEW,
                            EntityTypes.GROUP,
                            new Group("g" + i, null)));
        }

        client.start();
        scheduler.runUntilIdle();

        assertThat(reset).containsExactly("reset of PERSONAL");
    }

    @Test
    void withoutAnAuthenticatorNobodyIsLetIn() {
        Handshake handshake = new Handshake(
                "/realtime", "", Optional.of("Bearer ada"), Optional.of("phone"), Optional.empty(), List.of());

        assertThat(Realtime.server().build().admit(handshake))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(401));
    }

    @Test
    void anEndpointWithATokenInItIsRefused() {
        assertThatThrownBy(() -> Realtime.client(URI.create("ws://localhost/realtime?token=x"), "phone")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("never stands in it");
    }

    private void assertThatAnUpdateArrives(RealtimeService service, RealtimeClient client) {
        client.start();
        scheduler.runUntilIdle();
        service.publisher()
                .publish(Publication.of(
                        Recipient.user("ada"), AccountType.PERSONAL, Action.NEW, EntityTypes.GROUP, GROUP));
        scheduler.runUntilIdle();
        assertThat(store.entities().find(AccountType.PERSONAL, EntityTypes.GROUP, "trip"))
                .contains(GROUP);
    }
}
