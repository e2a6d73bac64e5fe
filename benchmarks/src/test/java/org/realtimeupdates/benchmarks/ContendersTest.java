package org.realtimeupdates.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realtimeupdates.domain.Message;

/** The programs that measure still work: a few updates through what needs no broker. */
class ContendersTest {

    private static final int UPDATES = 20;
    private static final long PATIENCE_SECONDS = 30;

    @Test
    void aFrameHas466Bytes() {
        Frames frames = new Frames(Codecs.of(Codecs.DEFAULT));
        Message message = Inbox.message(1, 12_345_678_900_000_001L);

        byte[] frame = frames.write(message);

        assertThat(frame).hasSize(466);
        assertThat(frames.read(frame)).containsExactly(message);
    }

    @Test
    void ourUpdatesAreAcknowledgedLiveAndFromABacklog(@TempDir Path folder) throws Exception {
        acknowledgesLiveAndFromABacklog("ours-memory", folder);
    }

    @Test
    void updatesOfABareSocketAreAcknowledgedLiveAndFromABacklog(@TempDir Path folder) throws Exception {
        acknowledgesLiveAndFromABacklog("raw-tcp", folder);
    }

    @Test
    void aPairOfProcessesIsMeasured() throws Exception {
        try (Pair pair = new Pair("raw-tcp", "128m")) {
            assertThat(pair.live(UPDATES)).isPositive();
            assertThat(pair.drain(UPDATES)).isPositive();
            assertThat(pair.latency(UPDATES, 1).count()).isEqualTo(UPDATES);
        }
    }

    @Test
    void aProgramThatIsNotInstalledIsNotFound() {
        assertThat(Broker.find("no-such-broker")).isEmpty();
    }

    @Test
    void theFirstRoundIsDroppedAndRatiosAreOfTheSameRound() {
        Rounds rounds = new Rounds();
        rounds.add(0, "ours", 1_000);
        for (int round = 1; round <= 3; round++) {
            rounds.add(round, "ours", 2.0 * round);
            rounds.add(round, "theirs", round);
        }

        assertThat(rounds.median("ours")).contains(4.0);
        assertThat(rounds.ratio("ours", "theirs")).contains(2.0);
    }

    private static void acknowledgesLiveAndFromABacklog(String name, Path folder) throws Exception {
        Semaphore acknowledged = new Semaphore(0);
        Acks acks = new Acks(nanos -> acknowledged.release());
        Inbox inbox = new Inbox();
        Contender contender = Contenders.of(name);
        Codecs codecs = Contenders.codecsOf(name);
        try (Contender.Publisher publisher = contender.startPublisher(new Contender.Place(0, folder, codecs), acks);
                Contender.App app =
                        contender.createApp(new Contender.Place(publisher.port(), folder, codecs), inbox, acks)) {
            app.connect();
            acks.expect(UPDATES);
            publisher.publish(messages());
            assertThat(acknowledged.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();

            app.disconnect();
            acks.expect(UPDATES);
            publisher.publish(messages());
            publisher.awaitKept();
            app.connect();
            assertThat(acknowledged.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
        }
        assertThat(inbox.latency()).startsWith("latency " + 2 * UPDATES + " ");
    }

    private static List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < UPDATES; i++) {
            messages.add(Inbox.message(i, System.nanoTime()));
        }
        return messages;
    }
}
