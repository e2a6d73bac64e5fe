package org.realtimeupdates.testfixtures.simulation;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.client.ClientIdentity;
import org.realtimeupdates.application.client.ClientOptions;
import org.realtimeupdates.application.client.ClientPorts;
import org.realtimeupdates.application.client.ManageQuarantine;
import org.realtimeupdates.application.client.ManageUpdate;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.client.UpdateActions;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.notification.Notification;
import org.realtimeupdates.application.port.notification.Notifier;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.contract.ClientStoreLimits;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;

/** One device with its app, through all lives of that. */
final class SimulatedDevice {

    private static final URI ENDPOINT = URI.create("ws://server/realtime");

    private static final ClassValue<String> STATES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return type.getSimpleName();
        }
    };

    private final Device device;
    private final String name;
    private final World world;
    private final SimulatedNetwork network;
    private final SimulatedClock clock;
    private final DeviceWitness witness;
    private final SimulatedClientStore store;
    private final SimulatedApp app;
    private final ClientOptions options;
    private final SplittableRandom random;
    private @Nullable SimulatedProcess process;
    private @Nullable RealtimeClient client;
    private boolean knowsPolls;

    /** How many commands are to be sent yet. */
    private int unsent;

    SimulatedDevice(Device device, World world, SimulatedNetwork network, Behaviours behaviours, boolean bare) {
        this.device = device;
        this.name = device.user() + "/" + device.id();
        this.world = world;
        this.network = network;
        this.random = world.random().split();
        this.clock = new SimulatedClock(world.time());
        this.witness = new DeviceWitness(device, world);
        this.store = new SimulatedClientStore(new ClientStoreLimits(10_000, 1_000, 10_000), clock, witness);
        this.app = new SimulatedApp(device, world, behaviours);
        if (bare) {
            world.oracle().isBare(device);
        }
        this.options = ClientOptions.DEFAULT
                .withSubprotocols(bare ? List.of() : ClientOptions.DEFAULT.subprotocols())
                .withMaxBatch(world.options().maxBatch())
                .withRetention(new ClientOptions.Retention(
                        world.options().retention(), Duration.ofDays(90), Duration.ofDays(7)));
    }

    Device device() {
        return device;
    }

    SimulatedClock clock() {
        return clock;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Whether it lives and every command has its outcome. */
    boolean isQuiet() {
        return unsent == 0 && isAlive() && world.oracle().commands(device).isQuiet();
    }

    /** How many commands are in its outbox. */
    int commandsLeft() {
        return store.commands();
    }

    /** What is not quiet. */
    String unrest() {
        return name + (isAlive() ? " has " + store.commands() + " commands waiting" : " is dead");
    }

    /** A new life of the app. */
    void start() {
        world.trace(name, "starts", "");
        SimulatedProcess life = new SimulatedProcess(name, world, Fault.APP_CRASH, this::died);
        process = life;
        client = null;
        world.oracle().dials(device).started();
        store.database()
                .attach(new ProcessDisk(
                        world,
                        life,
                        Fault.APP_STORE_ERROR,
                        Fault.APP_STORE_UNKNOWN,
                        Fault.APP_DISK_FULL,
                        () -> world.oracle().commitUnknown(device)));
        life.run(() -> {
            RealtimeClient created = create(life);
            client = created;
            created.start();
        });
    }

    private RealtimeClient create(SimulatedProcess life) {
        Wiring wiring = world.wiring();
        ClientStorePorts ports = wiring.clientStore(device, store.ports());
        MessageCodec codec = wiring.clientCodec(world.messages());
        Notifier notifier = wiring.notifier((account, notifications, omitted) -> {
            life.call("notify");
            world.oracle()
                    .notified(
                            device,
                            account,
                            notifications.stream().map(Notification::ref).toList());
        });
        UpdateActions actions = app.actions(ports, life, knowsPolls, notifier);
        return RealtimeClient.create(
                new ClientIdentity(ENDPOINT, device.id(), this::token),
                new ManageUpdate(
                        actions, ports.appliedUpdates(), ports.attempts(), ports.quarantine(), world.entities(), clock),
                new ManageQuarantine(actions, ports.appliedUpdates(), ports.quarantine(), codec, world.entities()),
                new ClientPorts(
                        wiring.clientTransport((request, attempt) -> network.connect(device, life, request, attempt)),
                        codec,
                        ports.outbox(),
                        notifier,
                        this::hear,
                        wiring.clientScheduler(life),
                        clock,
                        world.random().split()),
                wiring.clientOptions(options));
    }

    private void hear(ClientEvent event) {
        if (event instanceof ClientEvent.StateChanged changed) {
            world.trace(name, "is", STATES.get(changed.state().getClass()));
        }
    }

    /** A person looks at an app that has stopped. */
    void wakeUp() {
        RealtimeClient running = client;
        if (running != null && running.state() instanceof ConnectionState.Stopped) {
            foreground();
        }
    }

    private String token() {
        if (world.faults().strikes(Fault.TOKEN_UNAVAILABLE)) {
            throw new IllegalStateException("simulated: there is no token");
        }
        return "token-of-" + device.user();
    }

    private void died() {
        SimulatedProcess dead = Objects.requireNonNull(process);
        world.trace(name, "died", "");
        world.oracle().crashed(device);
        network.died(dead);
        store.database().crash(0);
        world.time().after(random.nextInt(4_000) * SimulatedLink.MILLI, this::start);
    }

    void foreground() {
        world.trace(name, "foreground", "");
        world.oracle().dials(device).asked();
        run(RealtimeClient::enterForeground);
    }

    void background() {
        world.trace(name, "background", "");
        if (world.oracle().hasUnreplied(device)) {
            world.happened(Sometimes.BACKGROUND_WITH_UNREPLIED_UPDATES);
        }
        run(RealtimeClient::enterBackground);
    }

    /** Ends in order, and starts again. */
    void restart() {
        background();
        SimulatedProcess life = process;
        if (life != null) {
            life.after(random.nextInt(7_000) * SimulatedLink.MILLI, life::die);
        }
    }

    /** The next life knows more types. */
    void upgrade() {
        knowsPolls = true;
        restart();
    }

    void replay() {
        int lot = random.nextInt();
        run(running -> running.replay(selected(lot)));
    }

    void discard() {
        int lot = random.nextInt();
        run(running -> running.discard(update -> {
            boolean go = selected(lot).test(update);
            if (go) {
                witness.mayDiscard(update.account().orElseThrow(), update.ref().orElseThrow());
            }
            return go;
        }));
    }

    private static Predicate<QuarantinedUpdate> selected(int lot) {
        return update ->
                update.ref().isPresent() && ((update.ref().get().value().hashCode() ^ lot) & 1) == 0;
    }

    /** A command will be sent. */
    void willSend() {
        unsent++;
    }

    /** Sends a command; again later where it is not known whether it was kept. */
    void send(AccountType account, String command, Ref ref) {
        boolean[] kept = new boolean[1];
        unsent--;
        run(running -> {
            try {
                running.send(account, Command.of(command).withRef(ref));
                kept[0] = true;
            } catch (StoreException e) {
                world.trace(name, "could not send", ref.value());
            }
        });
        if (!kept[0]) {
            unsent++;
            world.time().after(SimulatedLink.SECOND, () -> send(account, command, ref));
        }
    }

    private void run(Consumer<RealtimeClient> task) {
        SimulatedProcess life = process;
        RealtimeClient running = client;
        if (life != null && running != null) {
            life.run(() -> task.accept(running));
        }
    }
}
