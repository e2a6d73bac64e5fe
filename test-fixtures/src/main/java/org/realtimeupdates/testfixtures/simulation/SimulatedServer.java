package org.realtimeupdates.testfixtures.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.Refs;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.CommandHandler.ReceivedCommand;
import org.realtimeupdates.application.server.Handshake;
import org.realtimeupdates.application.server.Publication;
import org.realtimeupdates.application.server.PublishUpdate;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.application.server.RealtimeService;
import org.realtimeupdates.application.server.ServerOptions;
import org.realtimeupdates.application.server.ServerPorts;
import org.realtimeupdates.application.server.UpdateFrames;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;

/** The server through all its lives. */
final class SimulatedServer {

    private final World world;
    private final SimulatedClock clock;
    private final SimulatedServerStore store;
    private final UpdateFrames frames;
    private final ServerOptions options;
    private final SplittableRandom random;
    private final Map<String, Integer> failures = new HashMap<>();
    private @Nullable SimulatedNetwork network;
    private SimulatedProcess process;
    private @Nullable RealtimeServer server;
    private @Nullable PublishUpdate publisher;
    private @Nullable ServerStorePorts ports;

    SimulatedServer(World world) {
        this.world = world;
        this.random = world.random().split();
        this.clock = new SimulatedClock(world.time());
        this.frames = new UpdateFrames(
                world.messages(), world.entities(), new Refs(world.random().split(), clock), 1 << 20);
        Duration maxAge = random.nextBoolean() ? Duration.ofDays(30) : Duration.ofDays(1);
        this.store = new SimulatedServerStore(
                new PendingLimits(world.options().mailboxLimit(), 1L << 30, maxAge, Duration.ofDays(7)),
                clock,
                frames,
                new ServerWitness(world));
        this.options = new ServerOptions(
                world.options().window(),
                Duration.ofSeconds(30),
                1 << 20,
                world.options().batchBytes(),
                ServerOptions.DEFAULT.maxDevicesPerUser(),
                ServerOptions.DEFAULT.maxKnownDevicesPerUser(),
                ServerOptions.DEFAULT.allowedOrigins());
        this.process = new SimulatedProcess("server", world, Fault.SERVER_CRASH, this::died);
    }

    void connectTo(SimulatedNetwork connections) {
        network = connections;
    }

    SimulatedClock clock() {
        return clock;
    }

    SimulatedServerStore store() {
        return store;
    }

    SimulatedProcess process() {
        return process;
    }

    /** A new life. */
    void start() {
        world.trace("server", "starts", "");
        world.oracle().serverStarted();
        SimulatedProcess life = new SimulatedProcess("server", world, Fault.SERVER_CRASH, this::died);
        process = life;
        store.database()
                .attach(new ProcessDisk(
                        world,
                        life,
                        Fault.SERVER_STORE_ERROR,
                        Fault.SERVER_STORE_UNKNOWN,
                        Fault.SERVER_DISK_FULL,
                        () -> {}));
        Wiring wiring = world.wiring();
        ServerStorePorts stores = wiring.serverStore(store.ports());
        ports = stores;
        RealtimeService service = new RealtimeService(
                new ServerPorts(
                        wiring.authenticator(Authenticator.ofUsers(this::user)),
                        wiring.serverCodec(world.messages()),
                        stores.pendingUpdates(),
                        stores.devices(),
                        stores.handledCommands(),
                        stores.unappliedUpdates(),
                        stores.expiry(),
                        event -> {},
                        wiring.serverScheduler(life)),
                frames,
                this::handle,
                wiring.serverOptions(options));
        server = wiring.server(service);
        publisher = wiring.publisher(service.publisher());
    }

    /** Ends in order. */
    void stop() {
        SimulatedProcess life = process;
        life.run(() -> Objects.requireNonNull(server).close());
        life.after(SimulatedLink.SECOND, life::die);
    }

    private void died() {
        world.trace("server", "died", "");
        if (world.oracle().hasPending()) {
            world.happened(Sometimes.SERVER_CRASH_WITH_PENDING_UPDATES);
        }
        store.database().crash(random.nextInt(store.database().unsynced() + 1));
        Objects.requireNonNull(network).died(process);
        world.time().after(random.nextInt(5_000) * SimulatedLink.MILLI, this::start);
    }

    Admission admit(Handshake handshake) {
        return Objects.requireNonNull(server).admit(handshake);
    }

    ConnectionListener open(Admission.Accepted accepted, SimulatedLink link) {
        world.oracle().opened(link, accepted.order());
        Wiring wiring = world.wiring();
        return wiring.serverListener(
                Objects.requireNonNull(server).open(accepted, wiring.serverConnection(link.server())));
    }

    PublishUpdate publisher() {
        return Objects.requireNonNull(publisher);
    }

    ServerStorePorts ports() {
        return Objects.requireNonNull(ports);
    }

    private Optional<String> user(String token) {
        if (world.faults().strikes(Fault.TOKEN_UNAVAILABLE)) {
            throw new IllegalStateException("simulated: tokens cannot be checked");
        }
        if (world.faults().strikes(Fault.TOKEN_REFUSED)) {
            world.happened(Sometimes.TOKEN_REFUSED);
            return Optional.empty();
        }
        return Optional.of(token.substring("token-of-".length()));
    }

    private CommandOutcome handle(ReceivedCommand command) {
        SimulatedTransaction transaction =
                Objects.requireNonNull(command.transaction().unwrap(SimulatedTransaction.class));
        transaction.note(new StoreNote.CommandEffect(command.device(), command.ref()));
        if (command.ref().isPresent()) {
            if (command.name().equals("publish")) {
                publish(command, command.ref().get());
            }
            failOrNot(command);
        }
        return CommandOutcome.processed();
    }

    private void publish(ReceivedCommand command, Ref key) {
        String ref = "h-" + command.device().id() + "-" + key;
        Publication publication = new Publication(
                Recipient.user(command.device().user()),
                AccountType.PERSONAL,
                Optional.of(new Ref(ref)),
                false,
                Action.NEW,
                new RawEntities("note", List.of("h"), "[{\"id\":\"h\",\"text\":\"" + ref + "\"}]"));
        publisher().publishAll(command.transaction(), List.of(publication));
        world.happened(Sometimes.PUBLISHED_BY_A_HANDLER);
    }

    private void failOrNot(ReceivedCommand command) {
        String key = command.device() + "/" + command.ref();
        Integer left = failures.get(key);
        if (left == null) {
            left = !world.faults().strikes(Fault.HANDLER_FAILS)
                    ? 0
                    : 1 + world.faults().parameter(7);
        }
        failures.put(key, Math.max(0, left - 1));
        if (left > 0) {
            world.trace("server", "handler fails at", key);
            world.happened(Sometimes.COMMAND_HANDLER_FAILED);
            throw new IllegalStateException("simulated: the handler fails");
        }
    }
}
