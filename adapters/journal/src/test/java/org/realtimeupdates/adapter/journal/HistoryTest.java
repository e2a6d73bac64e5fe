package org.realtimeupdates.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimeupdates.domain.AccountType.BUSINESS;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimeupdates.adapter.memory.InMemoryDevices;
import org.realtimeupdates.adapter.memory.InMemoryExpiry;
import org.realtimeupdates.adapter.memory.InMemoryHandledCommands;
import org.realtimeupdates.adapter.memory.InMemoryMailboxDirectory;
import org.realtimeupdates.adapter.memory.InMemoryPendingUpdates;
import org.realtimeupdates.adapter.memory.InMemoryUnappliedUpdates;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.RefConflictException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;
import org.realtimeupdates.testfixtures.time.ManualClock;

/** Random histories on short segments, with deaths in between, give what the store in memory gives. */
class HistoryTest extends StoreFixture {

    private static final int STEPS = 400;
    private static final int MAX_UPDATES = 30;
    private static final Device OTHER = new Device("bert \ud800", "phone");
    private static final List<Device> DEVICES = List.of(PHONE, TABLET, OTHER);
    private static final List<Mailbox> MAILBOXES = DEVICES.stream()
            .flatMap(device -> Stream.of(new Mailbox(device, PERSONAL), new Mailbox(device, BUSINESS)))
            .toList();

    private final ServerStorePorts expected = inMemory();
    private MemoryStorage storage = new MemoryStorage();
    private ServerStorePorts actual = reopened();
    private int refs;

    private ServerStorePorts inMemory() {
        PendingLimits limits = new PendingLimits(MAX_UPDATES, 1 << 20, Duration.ofDays(30), Duration.ofDays(7));
        InMemoryDevices devices = new InMemoryDevices(clock);
        InMemoryPendingUpdates pending = new InMemoryPendingUpdates(devices, limits, clock, this::newReset);
        return new ServerStorePorts(
                pending,
                devices,
                new InMemoryHandledCommands(devices),
                new InMemoryMailboxDirectory(pending),
                new InMemoryUnappliedUpdates(devices, clock),
                new InMemoryExpiry(pending));
    }

    private ServerStorePorts reopened() {
        return ServerStores.ports(open(storage, 1_000, MAX_UPDATES));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aRandomHistoryGivesWhatTheStoreInMemoryGives(long seed) throws Exception {
        Random random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            step(random);
            if (step % 10 == 0) {
                assertSame("seed " + seed + ", step " + step);
            }
        }
        assertSame("seed " + seed);
    }

    private void step(Random random) throws Exception {
        Device device = DEVICES.get(random.nextInt(DEVICES.size()));
        Mailbox mailbox = MAILBOXES.get(random.nextInt(MAILBOXES.size()));
        switch (random.nextInt(16)) {
            case 0 -> both(store -> store.devices().register(device, 10));
            case 1, 2, 3, 4, 5 -> publish(random);
            case 6, 7, 8, 9, 10 -> reply(mailbox, random);
            case 11 -> command(device, random);
            case 12 -> note(mailbox, random);
            case 13 -> {
                clock.advance(Duration.ofHours(random.nextInt(60)));
                both(HistoryTest::expireAll);
            }
            case 14 -> {
                if (random.nextInt(8) == 0) {
                    both(store -> {
                        store.devices().forget(device);
                        return true;
                    });
                } else if (random.nextInt(4) == 0) {
                    both(store -> store.mailboxDirectory().drop(mailbox));
                }
            }
            default -> die(random);
        }
    }

    private void publish(Random random) {
        List<NewPendingUpdate> updates = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            String user = DEVICES.get(random.nextInt(DEVICES.size())).user();
            Recipient to = random.nextBoolean()
                    ? Recipient.user(user)
                    : Recipient.device(user, random.nextBoolean() ? "phone" : "tablet");
            // Some refs come again, a few with other content.
            int number = random.nextInt(4) == 0 ? random.nextInt(refs + 1) : refs++;
            String content = random.nextInt(40) == 0 ? "other" : "frame ".repeat(number % 17);
            AccountType account = random.nextInt(3) == 0 ? BUSINESS : PERSONAL;
            updates.add(new NewPendingUpdate(to, account, new Ref("ref" + number), content));
        }
        both(store -> {
            try {
                return store.pendingUpdates().append(updates);
            } catch (RefConflictException e) {
                return List.of(e.ref());
            }
        });
    }

    private void reply(Mailbox mailbox, Random random) {
        int from = random.nextInt(3);
        int count = random.nextInt(MAX_UPDATES);
        boolean gaps = random.nextBoolean();
        both(store -> {
            List<PendingUpdate> waiting = all(store, mailbox);
            List<PendingUpdate> replied = new ArrayList<>();
            for (int i = from; i < Math.min(count, waiting.size()); i += gaps ? 2 : 1) {
                replied.add(waiting.get(i));
            }
            long last = waiting.isEmpty() ? 0 : waiting.get(waiting.size() - 1).position();
            return store.pendingUpdates()
                    .remove(mailbox, replied.stream().map(PendingUpdate::ref).toList(), last);
        });
    }

    private void command(Device device, Random random) {
        // In memory commands are not forgotten by time.
        long days = Duration.between(ManualClock.START, clock.instant()).toDays();
        Ref ref = new Ref("command of days " + days / 5 + ": " + random.nextInt(3));
        Ref update = new Ref("ref" + refs++);
        boolean fails = random.nextInt(4) == 0;
        both(store -> {
            int attempts = store.handledCommands().countAttempt(device, ref);
            try {
                return store.handledCommands().handleOnce(device, Optional.of(ref), transaction -> {
                    store.pendingUpdates()
                            .append(
                                    transaction,
                                    List.of(new NewPendingUpdate(
                                            Recipient.user(device.user()), PERSONAL, update, "of a command")));
                    if (fails) {
                        throw new IllegalStateException("thrown on purpose");
                    }
                    return CommandOutcome.rejected("after " + attempts);
                });
            } catch (Exception e) {
                return attempts + e.getMessage();
            }
        });
    }

    private void note(Mailbox mailbox, Random random) {
        List<Ref> some = List.of(new Ref("ref" + random.nextInt(refs + 1)), new Ref("ref" + random.nextInt(refs + 1)));
        both(store -> {
            store.unappliedUpdates().record(mailbox, some, UpdateOutcome.QUARANTINED);
            return true;
        });
    }

    /** By a kill, or by a loss of power when all is durable. */
    private void die(Random random) {
        if (random.nextBoolean()) {
            storage = storage.afterKill();
        } else {
            both(HistoryTest::expireAll);
            storage = storage.afterPowerLoss();
        }
        actual = reopened();
    }

    private static boolean expireAll(ServerStorePorts store) {
        while (store.expiry().expire()) {
            // There is more.
        }
        return true;
    }

    private void both(Act act) {
        assertThat(act.on(actual)).isEqualTo(act.on(expected));
    }

    private void assertSame(String when) {
        for (Mailbox mailbox : MAILBOXES) {
            assertThat(texts(actual, mailbox)).as(when).isEqualTo(texts(expected, mailbox));
            assertThat(all(actual, mailbox))
                    .extracting(PendingUpdate::position)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(actual.pendingUpdates().backlog(mailbox).count())
                    .as(when)
                    .isEqualTo(expected.pendingUpdates().backlog(mailbox).count());
            assertThat(actual.unappliedUpdates().list(mailbox, 2_000))
                    .as(when)
                    .isEqualTo(expected.unappliedUpdates().list(mailbox, 2_000));
        }
        for (Device device : DEVICES) {
            assertThat(actual.devices().known(device.user()))
                    .as(when)
                    .isEqualTo(expected.devices().known(device.user()));
            assertThat(actual.devices().lastSeen(device))
                    .as(when)
                    .isEqualTo(expected.devices().lastSeen(device));
        }
        // Updates that say that others were let go are numbered apart, and so of other lengths.
        assertThat(actual.mailboxDirectory().list(Optional.empty(), Optional.empty(), 100))
                .as(when)
                .usingRecursiveComparison()
                .ignoringFields("bytes")
                .isEqualTo(expected.mailboxDirectory().list(Optional.empty(), Optional.empty(), 100));
    }

    private static List<String> texts(ServerStorePorts store, Mailbox mailbox) {
        return all(store, mailbox).stream()
                .map(update -> update.reset() ? "reset" : update.ref() + ": " + update.frame())
                .toList();
    }

    private static List<PendingUpdate> all(ServerStorePorts store, Mailbox mailbox) {
        return store.pendingUpdates().readAfter(mailbox, PendingUpdates.START, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** What is done to both stores, and gives the same. */
    @FunctionalInterface
    private interface Act {
        Object on(ServerStorePorts store);
    }

    @Test
    void aPositionIsNotGivenOutAgainThoughNothingIsLeftOfIt() {
        MemoryStorage small = new MemoryStorage();
        JournalServerStore store = open(small, 500, 100);
        append(store, "a");
        long position = store.pendingUpdates().backlog(PHONE_PERSONAL).lastPosition();
        remove(store, "a");
        while (small.list().contains(Segment.name(1))) {
            store.devices().register(PHONE);
        }

        JournalServerStore reopened = open(small.afterKill(), 500, 100);
        append(reopened, "b");
        assertThat(reopened.pendingUpdates().backlog(PHONE_PERSONAL).lastPosition())
                .isGreaterThan(position);
    }

    @Test
    void whatWaitsForLongDoesNotKeepWhatWasReplied() {
        MemoryStorage small = new MemoryStorage();
        JournalServerStore store = open(small, 10_000, 10_000);
        List<String> waiting = new ArrayList<>();
        String[] replied = new String[50];
        for (int round = 0; round < 300; round++) {
            for (int i = 0; i < replied.length; i++) {
                replied[i] = "replied " + round + " " + i;
            }
            append(store, replied);
            append(store, "waiting " + round);
            waiting.add("waiting " + round);
            remove(store, replied);
        }
        // What is remembered of 15,000 refs for 7 days is most of it: 32 bytes each, in a checkpoint and twice behind
        // it.
        assertThat(small.totalBytes()).isLessThan(15_000 * 32 * 3 + 100_000);
        assertThat(waiting(store)).isEqualTo(waiting);
        assertThat(waiting(open(small.afterKill(), 10_000, 10_000))).isEqualTo(waiting);

        clock.advance(Duration.ofDays(8));
        while (store.expiry().expire()) {
            // There is more.
        }
        for (int round = 0; round < 20; round++) {
            append(store, "x".repeat(100) + round);
            remove(store, "x".repeat(100) + round);
        }
        assertThat(waiting(store)).isEqualTo(waiting);
    }
}
