package org.realtimeupdates.adapter.micrometer;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.realtimeupdates.application.port.persistence.MailboxDirectory;
import org.realtimeupdates.application.port.persistence.MailboxDirectory.Summary;
import org.realtimeupdates.domain.Mailbox;

/**
 * What waits in a server's store, as of the last {@link #refresh}: for the caller to run now and then, at one server of
 * those that share the store. The gauges are in {@code docs/metrics.md}. Thread-safe.
 */
public final class PendingGauges {

    private static final int PAGE = 1000;

    private final MailboxDirectory directory;
    private final Clock clock;
    private volatile Waiting waiting = new Waiting(0, 0, 0, Long.MAX_VALUE);

    /**
     * Gauges in that registry, all zero until the first refresh.
     *
     * @param tags of all of them
     */
    public PendingGauges(MailboxDirectory directory, MeterRegistry registry, Iterable<Tag> tags) {
        this.directory = Objects.requireNonNull(directory);
        this.clock = registry.config().clock();
        gauge("updates", "Updates that wait for a reply", Waiting::updates, tags)
                .register(registry);
        gauge("bytes", "Their frames", Waiting::bytes, tags).baseUnit("bytes").register(registry);
        gauge("mailboxes", "Devices and accounts for which some wait", Waiting::mailboxes, tags)
                .register(registry);
        gauge("age", "How long the oldest waits", this::age, tags)
                .baseUnit("seconds")
                .register(registry);
    }

    private Gauge.Builder<PendingGauges> gauge(
            String name, String description, ToDoubleFunction<Waiting> value, Iterable<Tag> tags) {
        return Gauge.builder("realtime.server.pending." + name, this, gauges -> value.applyAsDouble(gauges.waiting))
                .description(description)
                .tags(tags)
                .strongReference(true);
    }

    /**
     * Reads all mailboxes in which something waits. Blocks for the store, for as long as there are many.
     *
     * @throws org.realtimeupdates.application.port.persistence.StoreException when the store is at fault; the gauges stay as they are
     */
    public void refresh() {
        Waiting sum = new Waiting(0, 0, 0, Long.MAX_VALUE);
        Optional<Mailbox> after = Optional.empty();
        List<Summary> page;
        do {
            page = directory.list(Optional.empty(), after, PAGE);
            for (Summary mailbox : page) {
                sum = sum.with(mailbox);
                after = Optional.of(mailbox.mailbox());
            }
        } while (page.size() == PAGE);
        waiting = sum;
    }

    private double age(Waiting now) {
        return now.updates() == 0 ? 0 : Math.max(0, clock.wallTime() - now.oldestMillis()) / 1000.0;
    }

    private record Waiting(long updates, long bytes, long mailboxes, long oldestMillis) {

        Waiting with(Summary mailbox) {
            return new Waiting(
                    updates + mailbox.pending(),
                    bytes + mailbox.bytes(),
                    mailboxes + 1,
                    Math.min(oldestMillis, mailbox.oldest().toEpochMilli()));
        }
    }
}
