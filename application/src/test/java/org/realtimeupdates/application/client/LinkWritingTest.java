package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.client.ProcessedUpdate.AlreadyProcessed;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.ReadableCodec;
import org.realtimeupdates.application.testing.RecordedConnection;
import org.realtimeupdates.application.testing.VirtualScheduler;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** What the client sends over a connection, and when it gives the connection up. */
class LinkWritingTest {

    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final RecordedConnection connection = new RecordedConnection();
    private final Link.Owner owner = mock();
    private final List<String> done = new ArrayList<>();
    private final Link link = new Link(
            connection,
            Subprotocol.V1,
            Instant.EPOCH,
            new ReadableCodec().codec(),
            scheduler.newSerialExecutor(),
            owner);

    // RTU-20
    @Test
    void repliesShareAMessageAndCarryTheirOutcome() {
        link.reply(AccountType.PERSONAL, List.of(already("a", UpdateOutcome.PROCESSED)));
        link.reply(
                AccountType.PERSONAL,
                List.of(already("b", UpdateOutcome.PROCESSED), already("c", UpdateOutcome.UNSUPPORTED)));
        connection.stall();
        scheduler.runAll();

        assertThat(connection.sent()).containsExactly("reply personal processed a");
        connection.write();
        scheduler.runAll();
        assertThat(connection.sent().get(1)).isEqualTo("[reply personal processed b,reply personal unsupported c]");
    }

    @Test
    void whatHasNoRefIsNotReplied() {
        link.reply(
                AccountType.PERSONAL,
                List.of(new ProcessedUpdate.SetAside(new QuarantinedUpdate(
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        List.of(),
                        QuarantinedUpdate.Cause.MALFORMED,
                        "no JSON",
                        0,
                        Instant.EPOCH,
                        "%%%"))));
        scheduler.runAll();

        assertThat(connection.sent()).isEmpty();
    }

    @Test
    void aCommandIsToldOnceItIsWritten() {
        connection.stall();
        link.command("command personal mute", () -> done.add("written"));
        scheduler.runAll();
        assertThat(done).isEmpty();

        connection.write();
        scheduler.runAll();
        assertThat(done).containsExactly("written");
    }

    // RTU-58
    @Test
    void itIsFlushedOnceAllThatIsOwedIsWritten() {
        connection.stall();
        link.reply(AccountType.PERSONAL, List.of(already("a", UpdateOutcome.PROCESSED)));
        scheduler.runAll();
        link.reply(AccountType.PERSONAL, List.of(already("b", UpdateOutcome.PROCESSED)));
        scheduler.runAll();

        link.whenFlushed(() -> done.add("flushed"));
        connection.write();
        scheduler.runAll();
        assertThat(done).isEmpty();
        connection.write();
        scheduler.runAll();
        assertThat(done).containsExactly("flushed");
    }

    // RTU-34
    @Test
    void aServerThatDoesNotReadFor30SecondsIsLetGoOf() {
        connection.stall();
        link.reply(AccountType.PERSONAL, List.of(already("a", UpdateOutcome.PROCESSED)));

        scheduler.advance(Duration.ofMillis(29_999));
        assertThat(connection.closeCodes()).isEmpty();
        scheduler.advance(Duration.ofMillis(1));

        assertThat(connection.closeCodes()).containsExactly(CloseReason.TOO_SLOW);
        verify(owner).lost(link, new Disconnect.Closed(4408, "the server does not read"));
    }

    @Test
    void owedRepliesAreBounded() {
        connection.stall();
        for (int i = 0; i < 100_002; i++) {
            link.reply(AccountType.PERSONAL, List.of(already("r" + i, UpdateOutcome.PROCESSED)));
        }
        scheduler.runAll();

        assertThat(connection.closeCodes()).containsExactly(CloseReason.TOO_SLOW);
    }

    @Test
    void afterItsEndNothingIsSentAndWhatWaitsForTheFlushRuns() {
        connection.stall();
        link.reply(AccountType.PERSONAL, List.of(already("a", UpdateOutcome.PROCESSED)));
        scheduler.runAll();
        link.whenFlushed(() -> done.add("flushed"));

        link.closed(new Disconnect.Closed(1006, ""));
        link.reply(AccountType.PERSONAL, List.of(already("b", UpdateOutcome.PROCESSED)));
        scheduler.advance(Duration.ofMinutes(1));

        assertThat(connection.sent()).hasSize(1);
        assertThat(connection.closeCodes()).isEmpty();
        assertThat(done).containsExactly("flushed");
        verify(owner, times(1)).lost(link, new Disconnect.Closed(1006, ""));
    }

    @Test
    void onceItIsClosedNothingIsSent() {
        link.close(new CloseReason(CloseReason.NORMAL, ""));
        link.reply(AccountType.PERSONAL, List.of(already("a", UpdateOutcome.PROCESSED)));
        scheduler.runAll();

        assertThat(connection.sent()).isEmpty();
        assertThat(connection.closeCodes()).containsExactly(CloseReason.NORMAL);
    }

    private static ProcessedUpdate already(String ref, UpdateOutcome outcome) {
        return new AlreadyProcessed(new Ref(ref), outcome);
    }
}
