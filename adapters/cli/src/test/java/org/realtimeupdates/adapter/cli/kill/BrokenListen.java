package org.realtimeupdates.adapter.cli.kill;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.realtimeupdates.adapter.dagger.ClientStore;
import org.realtimeupdates.adapter.dagger.Realtime;
import org.realtimeupdates.adapter.jdbc.JdbcClientStore;
import org.realtimeupdates.adapter.jdbc.SqliteDataSource;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;

/** An app that does what {@code listen} does, on a store that breaks the promise: the harness must find out. */
abstract class BrokenListen {

    BrokenListen() {}

    /** The store, made wrong. */
    abstract AppliedUpdates breakIt(AppliedUpdates store);

    void run(String[] arguments) throws InterruptedException {
        List<String> options = Arrays.asList(arguments);
        SqliteDataSource source =
                SqliteDataSource.open(Path.of(option(options, "--database").substring("sqlite:".length())));
        JdbcClientStore store =
                JdbcClientStore.open(source.dataSource(), new JsonbEntityCodec(), InstantSource.system());
        CountDownLatch caughtUp = new CountDownLatch(1);
        RealtimeClient client = Realtime.client(URI.create(option(options, "--url")), option(options, "--device"))
                .credentials(() -> option(options, "--token"))
                .store(new ClientStore(
                        breakIt(store.appliedUpdates()),
                        store.attempts(),
                        store.entities(),
                        store.quarantine(),
                        store.outbox()))
                .events(event -> {
                    if (event instanceof ClientEvent.Applied || event instanceof ClientEvent.AlreadyProcessed) {
                        System.out.println("{\"applied\":\"one\"}");
                    } else if (event instanceof ClientEvent.StateChanged changed
                            && changed.state() instanceof ConnectionState.CaughtUp) {
                        caughtUp.countDown();
                    }
                })
                .build();
        client.start();
        if (!options.contains("--exit-when-caught-up")) {
            new CountDownLatch(1).await();
        }
        caughtUp.await();
        client.close();
        System.exit(0);
    }

    private static String option(List<String> options, String name) {
        return options.get(options.indexOf(name) + 1);
    }

    /** Says that a batch is committed, so that it is replied, and commits it a little later. */
    static final class ReplyBeforeCommit extends BrokenListen {

        public static void main(String[] arguments) throws InterruptedException {
            new ReplyBeforeCommit().run(arguments);
        }

        @Override
        AppliedUpdates breakIt(AppliedUpdates store) {
            return new CommitLater(store);
        }
    }

    /** Remembers the refs in one transaction and lets the effects happen in the next. */
    static final class DedupeApart extends BrokenListen {

        public static void main(String[] arguments) throws InterruptedException {
            new DedupeApart().run(arguments);
        }

        @Override
        AppliedUpdates breakIt(AppliedUpdates store) {
            return new TwoTransactions(store);
        }
    }
}
