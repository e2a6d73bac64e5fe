package org.realtimeupdates.adapter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.MailboxDirectory;
import org.realtimeupdates.application.port.persistence.MailboxDirectory.Summary;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;

class PendingGaugesTest {

    private final Meters meters = new Meters();
    private final MailboxDirectory directory = mock();
    private final PendingGauges gauges = new PendingGauges(directory, meters.registry, Meters.TAGS);

    @Test
    void allMailboxesAreSummedUpPageByPage() {
        List<Summary> mailboxes =
                IntStream.range(0, 2500).mapToObj(this::summary).toList();
        when(directory.list(any(), any(), anyInt())).thenAnswer(call -> {
            Optional<Mailbox> after = call.getArgument(1);
            int max = call.getArgument(2);
            return mailboxes.stream()
                    .dropWhile(one -> after.isPresent() && !one.mailbox().equals(after.get()))
                    .skip(after.isPresent() ? 1 : 0)
                    .limit(max)
                    .toList();
        });
        assertThat(meters.gauge("realtime.server.pending.updates")).isZero();

        gauges.refresh();
        meters.clock.add(Duration.ofSeconds(5));

        assertThat(meters.gauge("realtime.server.pending.updates")).isEqualTo(5000);
        assertThat(meters.gauge("realtime.server.pending.bytes")).isEqualTo(250_000);
        assertThat(meters.gauge("realtime.server.pending.mailboxes")).isEqualTo(2500);
        assertThat(meters.gauge("realtime.server.pending.age")).isEqualTo(15);
    }

    @Test
    void whereNothingWaitsNothingIsOld() {
        gauges.refresh();

        assertThat(meters.gauge("realtime.server.pending.age")).isZero();
    }

    @Test
    void aStoreAtFaultLeavesTheGaugesAsTheyAre() {
        when(directory.list(any(), any(), anyInt()))
                .thenReturn(List.of(summary(0)))
                .thenThrow(new StoreException("disk full"));
        gauges.refresh();

        assertThatExceptionOfType(StoreException.class).isThrownBy(gauges::refresh);

        assertThat(meters.gauge("realtime.server.pending.updates")).isEqualTo(2);
    }

    /** The first is the oldest: 10 seconds old. */
    private Summary summary(int index) {
        Instant now = Instant.ofEpochMilli(meters.clock.wallTime());
        Mailbox mailbox = new Mailbox(new Device("u" + index, "phone"), AccountType.PERSONAL);
        return new Summary(mailbox, 2, 100, now.minusSeconds(index == 0 ? 10 : 1));
    }
}
