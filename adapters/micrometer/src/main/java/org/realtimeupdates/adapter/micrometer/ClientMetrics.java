package org.realtimeupdates.adapter.micrometer;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ClientEventListener;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.EntityTypes;

/**
 * Counts and times what one app's half does; the table of its meters is in {@code docs/metrics.md}. Several apps of one registry
 * add up, each with a listener of its own. No device, ref, type or payload becomes a tag. Thread-safe, does not block.
 */
public final class ClientMetrics implements ClientEventListener {

    private static final String PREFIX = "realtime.client.";

    private final Clock clock;
    private final Map<AccountType, Long> drainingSince = new ConcurrentHashMap<>();
    private final MeterProvider<Counter> states;
    private final MeterProvider<Counter> applied;
    private final MeterProvider<Counter> resets;
    private final MeterProvider<Counter> duplicates;
    private final MeterProvider<Counter> quarantined;
    private final MeterProvider<DistributionSummary> backlogs;
    private final MeterProvider<Timer> drains;
    private final MeterProvider<Counter> commands;
    private final MeterProvider<Counter> storeFaults;

    /**
     * Meters in that registry, timed by its clock.
     *
     * @param tags of all of them
     */
    public ClientMetrics(MeterRegistry registry, Iterable<Tag> tags) {
        clock = registry.config().clock();
        states = counter("state.changes", "States of the connection entered", registry, tags);
        applied = counter("updates.applied", "Updates applied", registry, tags);
        resets = counter("updates.resets", "Resets applied, which are no other update", registry, tags);
        duplicates =
                counter("updates.duplicates", "Updates that came again and were not applied again", registry, tags);
        quarantined = counter("updates.quarantined", "Updates set aside, by cause", registry, tags);
        backlogs = DistributionSummary.builder(PREFIX + "backlog")
                .description("Updates that a server announced when the app connected")
                .baseUnit("updates")
                .tags(tags)
                .withRegistry(registry);
        drains = Timer.builder(PREFIX + "drain")
                .description("From the announcement of a backlog until all of it was processed")
                .tags(tags)
                .withRegistry(registry);
        commands = counter("commands.answered", "Commands answered, by outcome", registry, tags);
        storeFaults = counter("store.faults", "Batches to be tried again as the store was at fault", registry, tags);
    }

    private static MeterProvider<Counter> counter(
            String name, String description, MeterRegistry registry, Iterable<Tag> tags) {
        return Counter.builder(PREFIX + name)
                .description(description)
                .tags(tags)
                .withRegistry(registry);
    }

    @Override
    public void on(ClientEvent event) {
        if (event instanceof ClientEvent.Applied update) {
            boolean reset = update.type().equals(EntityTypes.RESET);
            increment(reset ? resets : applied, account(update.account()));
        } else if (event instanceof ClientEvent.AlreadyProcessed update) {
            increment(duplicates, account(update.account()));
        } else if (event instanceof ClientEvent.Quarantined update) {
            String cause = update.update().cause().name().toLowerCase(Locale.ROOT);
            increment(quarantined, Tags.of(Labels.CAUSE, cause));
        } else if (event instanceof ClientEvent.BacklogStarted backlog) {
            backlogs.withTags(account(backlog.account())).record(backlog.pending());
            drainingSince.put(backlog.account(), clock.monotonicTime());
        } else if (event instanceof ClientEvent.CaughtUp caughtUp) {
            caughtUp(caughtUp.account());
        } else if (event instanceof ClientEvent.StateChanged change) {
            changed(change.state());
        } else if (event instanceof ClientEvent.CommandAnswered answer) {
            increment(commands, Tags.of(Labels.OUTCOME, Labels.outcome(answer.outcome())));
        } else if (event instanceof ClientEvent.StoreFailed fault) {
            increment(storeFaults, account(fault.account()));
        }
    }

    private void changed(ConnectionState state) {
        increment(states, Tags.of(Labels.STATE, Labels.state(state)));
    }

    private void caughtUp(AccountType account) {
        Long since = drainingSince.remove(account);
        if (since != null) {
            drains.withTags(account(account)).record(clock.monotonicTime() - since, TimeUnit.NANOSECONDS);
        }
    }

    private static void increment(MeterProvider<Counter> counters, Tags tags) {
        counters.withTags(tags).increment();
    }

    private static Tags account(AccountType account) {
        return Tags.of(Labels.ACCOUNT, account.wireName());
    }
}
