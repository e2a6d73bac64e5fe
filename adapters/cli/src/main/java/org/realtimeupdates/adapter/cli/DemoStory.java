package org.realtimeupdates.adapter.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.realtimeupdates.adapter.cli.DemoLedger.Count;
import org.realtimeupdates.adapter.dagger.ClientStore;
import org.realtimeupdates.adapter.dagger.Realtime;
import org.realtimeupdates.adapter.jsonb.PublicationLine;
import org.realtimeupdates.adapter.tyrus.client.TyrusTransport;
import org.realtimeupdates.adapter.tyrus.server.StandaloneServer;
import org.realtimeupdates.application.RealtimeUpdatesException;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.server.Publication;
import org.realtimeupdates.application.server.PublishUpdate.Published;
import org.realtimeupdates.application.server.RealtimeService;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Recipient;

/** The demo's story: what the mission says, step by step, over a real WebSocket. */
final class DemoStory {

    private static final String USER = "ada";
    private static final String DEVICE = "phone";

    private final List<PublicationLine> updates;
    private final PrintStream out;
    private final DemoLedger ledger = new DemoLedger();

    /** What the app remembers; outlives the app's process. */
    private final ClientStore store = ClientStore.inMemory();

    DemoStory(List<PublicationLine> updates, PrintStream out) {
        this.updates = updates;
        this.out = out;
    }

    /**
     * Tells the story; blocks.
     *
     * @return whether everything came out as promised
     */
    boolean tell() throws IOException, InterruptedException {
        RealtimeService service = Realtime.server()
                .authenticator(Authenticator.ofUsers(Optional::of))
                .events(ledger::on)
                .build();
        int third = Math.max(1, updates.size() / 3);
        try (StandaloneServer server =
                StandaloneServer.start(service, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            out.println("1  A server listens at " + server.uri() + ".");
            LossyTransport network = new LossyTransport(TyrusTransport.shared());
            RealtimeClient app = app(server.uri(), network);
            app.start();
            step("2  The app starts and connects.", ledger::isCaughtUp);

            publish(service, 0, third);
            step("3  Updates are published and arrive live.", ledger::isAllReplied);

            app.enterBackground().toCompletableFuture().join();
            publish(service, third, 2 * third);
            say("4  The app is in the background; the server collects " + waiting() + " updates.");

            app.enterForeground();
            step("5  The app is in the foreground; the backlog is sent and applied.", ledger::isAllReplied);

            network.loseWhatIsSent();
            publish(service, 2 * third, updates.size());
            step("6  More updates are applied, but the network loses the replies.", ledger::isAllProcessed);
            app.close();
            say("7  The app crashes; " + waiting() + " updates still wait for a reply.");

            try (RealtimeClient restarted = app(server.uri(), TyrusTransport.shared())) {
                restarted.start();
                step("8  The app starts again; they come again, are recognised and replied.", ledger::isAllReplied);
            }
            service.close();
        }
        printTable();
        return ledger.isAllProcessed() && ledger.isAllReplied() && ledger.twice() == 0;
    }

    private RealtimeClient app(URI endpoint, org.realtimeupdates.application.port.transport.ClientTransport network) {
        return Realtime.client(endpoint, DEVICE)
                .credentials(() -> USER)
                .store(store)
                .transport(network)
                .notifier((account, notifications, omitted) -> ledger.notified(account, notifications.size() + omitted))
                .events(ledger::on)
                .build();
    }

    private void publish(RealtimeService service, int from, int to) {
        for (PublicationLine line : updates.subList(Math.min(from, updates.size()), Math.min(to, updates.size()))) {
            try {
                Published published = service.publisher()
                        .publish(new Publication(
                                Recipient.device(USER, DEVICE),
                                line.account(),
                                line.ref(),
                                line.silent(),
                                line.action(),
                                line.payload()));
                ledger.published(line.account(), published.ref());
            } catch (RealtimeUpdatesException e) {
                StandardStreams.ERR.println("an update is left out: " + e.getMessage());
            }
        }
    }

    private long waiting() {
        return ledger.total(Count.PUBLISHED) - ledger.total(Count.REPLIED);
    }

    private void say(String text) {
        out.println(text);
        out.flush();
    }

    private void step(String text, BooleanSupplier until) throws InterruptedException {
        say(text);
        if (!ledger.await(until)) {
            throw new IllegalStateException("the demo got stuck at this step");
        }
    }

    private void printTable() {
        out.println();
        row("", "personal", "business", "all");
        row("published", Count.PUBLISHED);
        row("applied", Count.APPLIED);
        row("set aside as unsupported", Count.SET_ASIDE);
        row("came again, not applied again", Count.REDELIVERED);
        row("notified", Count.NOTIFIED);
        row("replied", Count.REPLIED);
        row("applied twice", "", "", String.valueOf(ledger.twice()));
        out.flush();
    }

    private void row(String title, Count count) {
        row(
                title,
                String.valueOf(ledger.count(count, AccountType.PERSONAL)),
                String.valueOf(ledger.count(count, AccountType.BUSINESS)),
                String.valueOf(ledger.total(count)));
    }

    private void row(String title, String personal, String business, String all) {
        out.println(String.format(Locale.ROOT, "%-30s %9s %9s %9s", title, personal, business, all));
    }
}
