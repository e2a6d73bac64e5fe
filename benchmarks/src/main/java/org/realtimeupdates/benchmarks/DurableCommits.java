package org.realtimeupdates.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.realtimeupdates.adapter.dagger.ClientStore;
import org.realtimeupdates.adapter.dagger.Realtime;
import org.realtimeupdates.adapter.jdbc.JdbcClientStore;
import org.realtimeupdates.adapter.jdbc.SqliteDataSource;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.adapter.tyrus.server.StandaloneServer;
import org.realtimeupdates.application.client.ClientOptions;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.server.Publication;
import org.realtimeupdates.application.server.RealtimeService;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Recipient;

/**
 * Updates applied durably per second: batches as they form by themselves, against one commit an update. Both over a real WebSocket from a
 * server in memory, turn by turn in one run. Usage: {@code DurableCommits [ROUNDS]}.
 */
final class DurableCommits {

    private static final int BATCHED_UPDATES = 40_000;
    private static final int SINGLE_UPDATES = 2_000;
    private static final String USER = "ann";

    private DurableCommits() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        System.out.println(
                "| app's store | a commit each, per s | batches, per s | ratio (median of " + rounds + ") |");
        System.out.println("|---|---|---|---|");
        try (BenchDatabases databases = new BenchDatabases()) {
            List<double[]> sqlite = new ArrayList<>();
            List<double[]> postgresql = new ArrayList<>();
            for (int round = 0; round <= rounds; round++) {
                double[] onSqlite = new double[2];
                double[] onPostgresql = new double[2];
                for (int batched = 0; batched < 2; batched++) {
                    try (SqliteDataSource file = SqliteDataSource.open(databases.newFile())) {
                        onSqlite[batched] = measure(file.dataSource(), batched == 1);
                    }
                    try (HikariDataSource pool = BenchDatabases.pool(databases.newPostgresqlUrl())) {
                        onPostgresql[batched] = measure(pool, batched == 1);
                    }
                }
                if (round > 0) {
                    sqlite.add(onSqlite);
                    postgresql.add(onPostgresql);
                }
            }
            print("SQLite, WAL, synchronous = FULL", sqlite);
            print("PostgreSQL, synchronous_commit = on", postgresql);
        }
        System.exit(0);
    }

    private static double measure(DataSource database, boolean batched) throws Exception {
        int updates = batched ? BATCHED_UPDATES : SINGLE_UPDATES;
        RealtimeService service = Realtime.server()
                .authenticator(Authenticator.ofUsers(Optional::of))
                .build();
        try (StandaloneServer server =
                        StandaloneServer.start(service, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                JdbcClientStore store =
                        JdbcClientStore.open(database, new JsonbEntityCodec(), InstantSource.system())) {
            List<Publication> publications = new ArrayList<>();
            for (int i = 0; i < updates; i++) {
                publications.add(Publication.of(
                        Recipient.device(USER, "phone"),
                        AccountType.PERSONAL,
                        Action.NEW,
                        EntityTypes.MESSAGE,
                        new Message("m" + i, "trip", USER, "Hello, this is message " + i, Instant.EPOCH)));
            }
            service.publisher().publishAll(publications);
            CountDownLatch applied = new CountDownLatch(updates);
            RealtimeClient client = Realtime.client(server.uri(), "phone")
                    .credentials(() -> USER)
                    .store(new ClientStore(
                            store.appliedUpdates(),
                            store.attempts(),
                            store.entities(),
                            store.quarantine(),
                            store.outbox()))
                    .events(event -> {
                        if (event instanceof ClientEvent.Applied) {
                            applied.countDown();
                        }
                    })
                    .options(ClientOptions.DEFAULT.withMaxBatch(batched ? ClientOptions.DEFAULT.maxBatch() : 1))
                    .build();
            long begin = System.nanoTime();
            client.start();
            if (!applied.await(120, TimeUnit.SECONDS)) {
                throw new IllegalStateException(applied.getCount() + " updates were not applied in time");
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            client.close();
            service.close();
            return updates / seconds;
        }
    }

    private static void print(String name, List<double[]> rounds) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.1f |%n",
                name,
                median(rounds.stream().map(round -> round[0]).toList()),
                median(rounds.stream().map(round -> round[1]).toList()),
                median(rounds.stream().map(round -> round[1] / round[0]).toList()));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
