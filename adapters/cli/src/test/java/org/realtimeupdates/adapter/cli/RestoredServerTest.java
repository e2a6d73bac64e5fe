package org.realtimeupdates.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realtimeupdates.adapter.dagger.ClientStore;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.RecordingEvents;

/** A server whose store is restored from a backup. */
class RestoredServerTest {

    private final ClientStore app = ClientStore.inMemory();
    private final RecordingEvents events = new RecordingEvents();

    @TempDir
    private Path folder;

    @Test
    @DisplayName("RTU-11, RTU-22: what the app has processed since the backup comes again, and is not applied again")
    void whatWasProcessedSinceTheBackupIsNotAppliedAgain() throws Exception {
        Path file = folder.resolve("server.db");
        Path backup = folder.resolve("backup.db");
        try (ServerDatabase database = database(file);
                Bench bench = bench(database)) {
            bench.publishMessage("u1");
        }
        Files.copy(file, backup);
        try (ServerDatabase database = database(file);
                Bench bench = bench(database)) {
            start(bench);
            bench.publishMessage("u2");
            bench.serverEvents.awaitRemoved(2);
        }
        events.awaitCount(ClientEvent.Applied.class, 2);

        try (ServerDatabase database = database(backup);
                Bench bench = bench(database)) {
            bench.publishMessage("u3");
            start(bench);
            bench.serverEvents.awaitRemoved(2);
        }

        events.awaitCount(ClientEvent.Applied.class, 3);
        events.awaitCount(ClientEvent.AlreadyProcessed.class, 1);
        assertThat(events.applied()).containsExactly(new Ref("u1"), new Ref("u2"), new Ref("u3"));
        assertThat(events.all(ClientEvent.AlreadyProcessed.class))
                .extracting(ClientEvent.AlreadyProcessed::ref)
                .containsExactly(new Ref("u1"));
    }

    private static ServerDatabase database(Path file) {
        return ServerDatabase.of(new StoreName.SqliteFile(file), PendingLimits.DEFAULT);
    }

    private static Bench bench(ServerDatabase database) throws Exception {
        return new Bench(server -> server.store(database::store));
    }

    private void start(Bench bench) {
        bench.app(builder -> builder.store(app).events(events.ofClient())).start();
    }
}
