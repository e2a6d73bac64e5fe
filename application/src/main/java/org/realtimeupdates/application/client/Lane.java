package org.realtimeupdates.application.client;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The updates of one account on their way from the connection to {@link ManageUpdate}. Everything runs on the lane's serial
 * executor, actions included: while a batch commits the next one gathers in the inbox. The transport bounds the inbox: it
 * lets only so much be unconsumed.
 */
final class Lane {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    private final AccountType account;
    private final LaneWork work;
    private final ClientEvents events;
    private final Notices notices;
    private final UpdateReports reports;
    private final LaneReplays replays;
    private final SerialExecutor executor;
    private final Backoff storeBackoff;
    private final Deque<LaneItem> inbox = new ArrayDeque<>();
    private @Nullable Link link;
    private boolean drainScheduled;
    private boolean appliedOnLink;

    Lane(AccountType account, LaneWork work, ClientEvents events, SerialExecutor executor, Backoff storeBackoff) {
        this.account = account;
        this.work = work;
        this.events = events;
        this.notices = new Notices(account, events);
        this.reports = new UpdateReports(account, events, notices);
        this.replays = new LaneReplays(account, work, reports, executor);
        this.executor = executor;
        this.storeBackoff = storeBackoff;
    }

    /** What is done about updates of this account in quarantine. */
    LaneReplays replays() {
        return replays;
    }

    /** Takes items of that connection from now on. */
    void attach(Link opened) {
        executor.execute(() -> {
            link = opened;
            appliedOnLink = false;
            notices.opened(opened.subprotocol().isV1());
            if (!opened.subprotocol().isV1()) {
                Instant cutoff = opened.dialledAt().minus(work.retention().refsOfBareServers());
                executor.schedule(work.options().healthyAfter(), () -> {
                    if (link == opened) {
                        forget(cutoff);
                    }
                });
            }
        });
    }

    /**
     * Takes no more items; those not begun are dropped: they come again.
     *
     * @param done run when nothing is applied any more
     */
    void detach(Runnable done) {
        executor.execute(() -> {
            link = null;
            consumed(inbox);
            inbox.clear();
            done.run();
        });
    }

    void offer(Link from, List<LaneItem> items) {
        executor.execute(() -> {
            if (from == link) {
                inbox.addAll(items);
                drainSoon();
            } else {
                consumed(items);
            }
        });
    }

    private void drainSoon() {
        if (!drainScheduled) {
            executor.execute(this::drain);
            drainScheduled = true;
        }
    }

    private void drain() {
        drainScheduled = false;
        Link from = link;
        if (from != null) {
            try {
                drain(from);
            } catch (RuntimeException | Error e) {
                from.failed(e);
            }
        }
    }

    /** One batch: all that is there, up to the next marker. Items that came meanwhile are queued before the next one. */
    private void drain(Link from) {
        int most = Math.min(inbox.size(), work.maxBatch());
        List<LaneItem> taken = new ArrayList<>(most);
        List<ReceivedUpdate> batch = new ArrayList<>(most);
        while (!inbox.isEmpty() && batch.size() < work.maxBatch() && !isMarker(inbox.element())) {
            LaneItem item = inbox.remove();
            taken.add(item);
            if (item instanceof LaneItem.Update update) {
                batch.add(update.update());
            }
        }
        int done = batch.isEmpty() ? 0 : process(from, batch);
        if (done < batch.size()) {
            putBack(taken, done);
            work.commands().sendKept();
            executor.schedule(storeBackoff.next(), this::drain);
            drainScheduled = true;
            return;
        }
        consumed(taken);
        while (!inbox.isEmpty() && isMarker(inbox.element())) {
            mark(from, inbox.remove());
        }
        if (!inbox.isEmpty()) {
            drainSoon();
        }
    }

    /** Puts all but the first updates back to the front of the inbox. */
    private void putBack(List<LaneItem> taken, int done) {
        List<LaneItem> rest = new ArrayList<>(taken);
        for (int i = 0; i < done; i++) {
            rest.remove(rest.stream()
                    .filter(LaneItem.Update.class::isInstance)
                    .findFirst()
                    .orElseThrow());
        }
        for (int i = rest.size() - 1; i >= 0; i--) {
            inbox.addFirst(rest.get(i));
        }
    }

    /**
     * Processes updates and tells what became of them.
     *
     * @return how many of them, from the first on, are done
     */
    private int process(Link from, List<ReceivedUpdate> batch) {
        List<ProcessedUpdate> processed;
        try {
            processed = work.manageUpdate().process(account, batch, work.commands());
        } catch (RuntimeException | Error e) {
            log.error("The store is at fault: {} updates of {} are tried again", batch.size(), account, e);
            events.tell(new ClientEvent.StoreFailed(account, String.valueOf(e.getMessage())));
            return 0;
        }
        storeBackoff.reset();
        from.reply(account, processed);
        appliedOnLink |= processed.stream().anyMatch(ProcessedUpdate.Applied.class::isInstance);
        reports.tell(processed);
        return processed.size();
    }

    private void mark(Link from, LaneItem marker) {
        if (marker instanceof LaneItem.BacklogStarted started) {
            events.tell(new ClientEvent.BacklogStarted(account, started.pending()));
        } else {
            notices.caughtUp();
            events.tell(new ClientEvent.CaughtUp(account));
            from.caughtUp(account, appliedOnLink);
            Instant cutoff = from.dialledAt().minus(work.retention().refs());
            executor.execute(() -> forget(cutoff));
        }
    }

    /**
     * Forgets refs that have not come since then: so long before a connection was dialled, and not on it [RTU-36]. Counted from the
     * dial, as the app may stand still at any later point.
     */
    private void forget(Instant cutoff) {
        try {
            work.manageUpdate().forgetRefs(account, cutoff);
        } catch (StoreException e) {
            log.warn("Refs of {} are kept until the next connection", account, e);
        }
    }

    private static boolean isMarker(LaneItem item) {
        return item instanceof LaneItem.BacklogStarted || item instanceof LaneItem.CaughtUp;
    }

    private static void consumed(Iterable<LaneItem> items) {
        for (LaneItem item : items) {
            if (item instanceof LaneItem.Consumed consumed) {
                consumed.callback().run();
            }
        }
    }
}
