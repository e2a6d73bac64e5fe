package org.realtimeupdates.adapter.micrometer;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.notification.ServerEventListener;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/**
 * Counts and times what a server's half does; the table of its meters is in {@code docs/metrics.md}. No user, device, ref or
 * payload becomes a tag. Thread-safe, does not block.
 */
public final class ServerMetrics implements ServerEventListener {

    /** How many published updates are remembered until they are replied, for the time in between. */
    private static final int MAX_PUBLISH_TIMES = 100_000;

    private static final String PREFIX = "realtime.server.";

    private final Clock clock;
    private final PublishTimes publishTimes;
    private final Map<Window, Long> fullSince = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Counter published;
    private final MeterProvider<Counter> opened;
    private final MeterProvider<Counter> closed;
    private final MeterProvider<Counter> refused;
    private final Counter replaced;
    private final MeterProvider<Counter> malformed;
    private final Counter tooSlow;
    private final DistributionSummary backlog;
    private final Counter sent;
    private final Counter sentAgain;
    private final MeterProvider<Counter> replied;
    private final Counter unknownRefs;
    private final Timer latency;
    private final Timer windowFull;
    private final Counter storeFaults;

    /**
     * Meters in that registry, timed by its clock.
     *
     * @param tags of all of them; needed to tell two servers of one registry apart
     */
    public ServerMetrics(MeterRegistry registry, Iterable<Tag> tags) {
        this(registry, tags, MAX_PUBLISH_TIMES);
    }

    ServerMetrics(MeterRegistry registry, Iterable<Tag> tags, int maxPublishTimes) {
        clock = registry.config().clock();
        publishTimes = new PublishTimes(maxPublishTimes);
        Gauge.builder(PREFIX + "connections", open, AtomicInteger::get)
                .description("Open connections")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        Gauge.builder(PREFIX + "windows.full", fullSince, Map::size)
                .description("Windows that are full now")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        published = counter("updates.published", "Updates published", tags).register(registry);
        opened = counter("connections.opened", "Connections opened", tags).withRegistry(registry);
        closed = counter("connections.closed", "Connections ended, by close code", tags)
                .withRegistry(registry);
        refused = counter("handshakes.refused", "Handshakes refused, by status", tags)
                .withRegistry(registry);
        replaced = counter("connections.replaced", "Connections replaced by a newer one of their device", tags)
                .register(registry);
        malformed = counter("messages.malformed", "Connections closed for what a client sent, by close code", tags)
                .withRegistry(registry);
        tooSlow = counter("connections.slow", "Connections closed as a message could not be written in time", tags)
                .register(registry);
        backlog = DistributionSummary.builder(PREFIX + "backlog")
                .description("Updates that wait for a device when it connects")
                .baseUnit("updates")
                .tags(tags)
                .register(registry);
        sent = counter("updates.sent", "Updates handed to connections", tags).register(registry);
        sentAgain = counter("updates.redelivered", "Those of them that an earlier connection was handed too", tags)
                .register(registry);
        replied = counter("updates.replied", "Updates dropped on replies, by outcome", tags)
                .withRegistry(registry);
        unknownRefs = counter("replies.unknown", "Refs replied that do not wait for their device", tags)
                .register(registry);
        latency = Timer.builder(PREFIX + "reply.latency")
                .description("From an update's publication to the reply of a device")
                .tags(tags)
                .register(registry);
        windowFull = Timer.builder(PREFIX + "window.full")
                .description("How long windows were full")
                .tags(tags)
                .register(registry);
        storeFaults = counter("store.faults", "Connections closed as the store was at fault", tags)
                .register(registry);
    }

    private static Counter.Builder counter(String name, String description, Iterable<Tag> tags) {
        return Counter.builder(PREFIX + name).description(description).tags(tags);
    }

    @Override
    public void on(ServerEvent event) {
        if (event instanceof ServerEvent.Sent some) {
            sent.increment(some.updates());
            sentAgain.increment(some.again());
        } else if (event instanceof ServerEvent.Replied reply) {
            replied(reply);
        } else if (event instanceof ServerEvent.Published update) {
            published.increment();
            publishTimes.published(
                    update.to().user(), update.account(), update.ref(), update.devices(), clock.monotonicTime());
        } else if (event instanceof ServerEvent.WindowFilled window) {
            fullSince.put(new Window(window.connection(), window.account()), clock.monotonicTime());
        } else if (event instanceof ServerEvent.WindowFreed window) {
            freed(new Window(window.connection(), window.account()));
        } else {
            connection(event);
        }
    }

    private void connection(ServerEvent event) {
        if (event instanceof ServerEvent.Connected connected) {
            open.incrementAndGet();
            increment(opened, Labels.SUBPROTOCOL, Labels.subprotocol(connected.subprotocol()), 1);
            backlog.record(connected.backlog());
        } else if (event instanceof ServerEvent.Disconnected disconnected) {
            open.decrementAndGet();
            increment(closed, Labels.CODE, Labels.code(disconnected.code()), 1);
        } else if (event instanceof ServerEvent.Refused refusal) {
            increment(refused, Labels.STATUS, Labels.status(refusal.status()), 1);
        } else if (event instanceof ServerEvent.Replaced) {
            replaced.increment();
        } else if (event instanceof ServerEvent.Malformed bad) {
            increment(malformed, Labels.CODE, Labels.code(bad.closeCode()), 1);
        } else if (event instanceof ServerEvent.TooSlow) {
            tooSlow.increment();
        } else if (event instanceof ServerEvent.StoreFailed) {
            storeFaults.increment();
        }
    }

    private void replied(ServerEvent.Replied reply) {
        increment(replied, Labels.OUTCOME, reply.outcome().wireName(), reply.removed());
        unknownRefs.increment(reply.unknown());
        if (reply.unknown() > 0) {
            return; // which of the refs were dropped is not known
        }
        long now = clock.monotonicTime();
        for (Ref ref : reply.refs()) {
            OptionalLong since = publishTimes.replied(reply.device().user(), reply.account(), ref);
            since.ifPresent(nanos -> latency.record(now - nanos, TimeUnit.NANOSECONDS));
        }
    }

    private void freed(Window window) {
        Long since = fullSince.remove(window);
        if (since != null) {
            windowFull.record(clock.monotonicTime() - since, TimeUnit.NANOSECONDS);
        }
    }

    private static void increment(MeterProvider<Counter> counters, String tag, String value, int by) {
        counters.withTags(Tags.of(tag, value)).increment(by);
    }

    private record Window(long connection, AccountType account) {}
}
