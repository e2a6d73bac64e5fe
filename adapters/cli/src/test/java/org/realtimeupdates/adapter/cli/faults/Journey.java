package org.realtimeupdates.adapter.cli.faults;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.realtimeupdates.adapter.dagger.Realtime;
import org.realtimeupdates.application.client.ClientOptions;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.testfixtures.network.ByteFault;
import org.realtimeupdates.testfixtures.network.Direction;
import org.realtimeupdates.testfixtures.network.TcpFaultProxy;

/**
 * One app that connects through a network of its own: a backlog of three updates in two accounts waits for it, a command waits in
 * its outbox, and an update is published while it connects.
 */
final class Journey implements AutoCloseable {

    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    static final Duration FIRST_RETRY_DELAY = Duration.ofMillis(20);

    private static final ClientOptions OPTIONS = new ClientOptions(
            ClientOptions.DEFAULT.subprotocols(),
            CONNECT_TIMEOUT,
            FIRST_RETRY_DELAY,
            Duration.ofMillis(100),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            1_000,
            1 << 20,
            ClientOptions.Retention.DEFAULT);
    private static final long STALL_STEP_MILLIS = 20;

    private final FaultServer server;
    private final String device;
    private final Witness witness;
    private final TcpFaultProxy network;
    private final RealtimeClient app;

    Journey(FaultServer server, String device) throws IOException {
        this.server = server;
        this.device = device;
        this.witness = server.witness(device);
        this.network = new TcpFaultProxy(server.address());
        this.app = Realtime.client(URI.create("ws://localhost:" + network.port() + RealtimeServer.PATH), device)
                .credentials(() -> device)
                .transport(server.transport())
                .options(OPTIONS)
                .events(witness::on)
                .build();
        publish(AccountType.PERSONAL, "p1");
        publish(AccountType.BUSINESS, "b1");
        publish(AccountType.PERSONAL, "p2");
        send("hello");
    }

    Witness witness() {
        return witness;
    }

    TcpFaultProxy network() {
        return network;
    }

    RealtimeClient app() {
        return app;
    }

    void publish(AccountType account, String ref) {
        server.publish(device, account, ref);
    }

    void send(String command) {
        witness.sent(command);
        app.send(AccountType.PERSONAL, Command.of(command));
    }

    /** Connects; another update comes meanwhile. */
    void depart() {
        app.start();
        publish(AccountType.PERSONAL, "p3");
    }

    /**
     * Connects through a network that fails once; then the app must be in sync, and hear of one more update.
     *
     * @return what went wrong; empty when nothing did
     */
    List<String> depart(Direction direction, long bytes, ByteFault fault, long patienceMillis)
            throws InterruptedException {
        network.faultAfter(direction, bytes, fault);
        depart();
        if (fault == ByteFault.STALL) {
            resumeOnce(direction, patienceMillis);
        }
        arrive(patienceMillis);
        return witness.violations();
    }

    /** Waits until the app is in sync, sends one more update and a command, and waits again. */
    void arrive(long patienceMillis) throws InterruptedException {
        if (witness.awaitInSync(patienceMillis)) {
            network.heal();
            publish(AccountType.BUSINESS, "last");
            send("bye");
            witness.awaitInSync(patienceMillis);
        }
    }

    private void resumeOnce(Direction direction, long patienceMillis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        while (!network.awaitFault(direction, Duration.ofMillis(STALL_STEP_MILLIS))) {
            if (witness.inSync() || System.nanoTime() > end) {
                return;
            }
        }
        witness.awaitInSync(STALL_STEP_MILLIS);
        network.resume(direction);
    }

    @Override
    public void close() {
        app.close();
        network.close();
    }
}
