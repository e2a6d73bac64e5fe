package org.realtimeupdates.adapter.cli.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;
import org.realtimeupdates.testfixtures.simulation.Wiring;

/** Ways to break what waits at the server. */
final class WrongPendingUpdates implements PendingUpdates {

    private final ServerStorePorts store;
    private final PendingUpdates right;
    private final Kind kind;
    private final Map<Mailbox, Long> furthest = new HashMap<>();

    private WrongPendingUpdates(ServerStorePorts store, Kind kind) {
        this.store = store;
        this.right = store.pendingUpdates();
        this.kind = kind;
    }

    enum Kind {
        SKIPS_ONE,
        SWAPS,
        READS_AGAIN,
        GOES_ON,
        REMOVES_WHEN_READ,
        NEVER_REMOVES,
        REMOVES_IN_BOTH_ACCOUNTS,
        REMOVES_FOR_ALL_DEVICES,
        REMOVES_EARLIER,
        BACKLOG_EMPTY,
        HIDES_RESETS;

        Wiring wiring() {
            return new Wiring() {
                @Override
                public ServerStorePorts serverStore(ServerStorePorts store) {
                    return new ServerStorePorts(
                            new WrongPendingUpdates(store, Kind.this),
                            store.devices(),
                            store.handledCommands(),
                            store.mailboxDirectory(),
                            store.unappliedUpdates(),
                            store.expiry());
                }
            };
        }
    }

    @Override
    public List<Set<Device>> append(List<NewPendingUpdate> updates) {
        return right.append(updates);
    }

    @Override
    public List<Set<Device>> append(Transaction joined, List<NewPendingUpdate> updates) {
        return right.append(joined, updates);
    }

    @Override
    public List<PendingUpdate> readAfter(Mailbox mailbox, long position, int max, int maxBytes) {
        long from = position;
        if (kind == Kind.GOES_ON) {
            from = Math.max(position, furthest.getOrDefault(mailbox, START));
        } else if (kind == Kind.READS_AGAIN) {
            from = Math.max(START, position - 1);
        }
        List<PendingUpdate> page = new ArrayList<>(right.readAfter(mailbox, from, max, maxBytes));
        if (page.isEmpty()) {
            return page;
        }
        furthest.put(mailbox, page.get(page.size() - 1).position());
        change(mailbox, page);
        return page;
    }

    private void change(Mailbox mailbox, List<PendingUpdate> page) {
        switch (kind) {
            case SKIPS_ONE -> {
                if (page.size() > 2) {
                    page.remove(1);
                }
            }
            case SWAPS -> {
                if (page.size() > 1) {
                    page.add(0, page.remove(1));
                }
            }
            case REMOVES_WHEN_READ ->
                right.remove(mailbox, page.stream().map(PendingUpdate::ref).toList(), Long.MAX_VALUE);
            case HIDES_RESETS -> page.removeIf(PendingUpdate::reset);
            default -> {
                // Changes no page.
            }
        }
    }

    @Override
    public int remove(Mailbox mailbox, Collection<Ref> refs, long lastPosition) {
        switch (kind) {
            case NEVER_REMOVES -> {
                return refs.size();
            }
            case REMOVES_IN_BOTH_ACCOUNTS -> {
                for (AccountType account : AccountType.values()) {
                    right.remove(new Mailbox(mailbox.device(), account), refs, Long.MAX_VALUE);
                }
                return refs.size();
            }
            case REMOVES_FOR_ALL_DEVICES -> {
                for (Device device : store.devices().known(mailbox.device().user())) {
                    right.remove(new Mailbox(device, mailbox.account()), refs, Long.MAX_VALUE);
                }
                return refs.size();
            }
            case REMOVES_EARLIER -> {
                return removeEarlier(mailbox, refs, lastPosition);
            }
            default -> {
                return right.remove(mailbox, refs, lastPosition);
            }
        }
    }

    private int removeEarlier(Mailbox mailbox, Collection<Ref> refs, long lastPosition) {
        List<Ref> all = new ArrayList<>(refs);
        for (PendingUpdate update : right.readAfter(mailbox, START, 1_000, Integer.MAX_VALUE)) {
            if (update.position() >= lastPosition) {
                break;
            }
            all.add(update.ref());
        }
        return right.remove(mailbox, all, lastPosition);
    }

    @Override
    public Backlog backlog(Mailbox mailbox) {
        Backlog backlog = right.backlog(mailbox);
        return kind == Kind.BACKLOG_EMPTY ? new Backlog(0, START) : backlog;
    }
}
