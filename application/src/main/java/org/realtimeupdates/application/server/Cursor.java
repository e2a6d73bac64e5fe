package org.realtimeupdates.application.server;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.Mailboxes.Backlog;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.wire.FrameBatch;
import org.realtimeupdates.application.wire.MessageWriter;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/**
 * The one path of updates to a connection: reads a mailbox from its oldest update on, inside a window [RTU-31] [RTU-34].
 * Backlog and live updates are the same to it; a new update only wakes it. Belongs to its session's executor.
 */
final class Cursor implements MessageWriter.Source {

    private final Mailbox mailbox;
    private final PendingUpdates pending;
    private final ServerOptions options;
    private final boolean v1;
    private final long backlogEnd;
    private final DeliveryReport report;

    /** Read from the store; given to the connection up to {@link #next}. */
    private List<PendingUpdate> page = List.of();

    private int next;

    /** What has been large stays large, and most connections are idle: an empty one is let go of. */
    private Set<Ref> unreplied = Collections.emptySet();

    private long read = PendingUpdates.START;
    private long sent = PendingUpdates.START;
    private long given;
    private boolean atTail;
    private boolean caughtUp;

    /**
     * A cursor before the first update.
     *
     * @param backlog what waited when the connection opened
     */
    Cursor(
            Mailbox mailbox,
            PendingUpdates pending,
            ServerOptions options,
            Subprotocol subprotocol,
            Backlog backlog,
            DeliveryReport report) {
        this.mailbox = mailbox;
        this.pending = pending;
        this.options = options;
        this.v1 = subprotocol.isV1();
        this.backlogEnd = backlog.lastPosition();
        this.report = report;
        this.caughtUp = !v1;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /** The position of the last update given to this connection. */
    long sent() {
        return sent;
    }

    /** How many updates were given to this connection. */
    long given() {
        return given;
    }

    /** There may be something new. */
    void wake() {
        atTail = false;
    }

    /** These updates were replied: their places in the window are free. */
    void replied(Collection<Ref> refs) {
        refs.forEach(unreplied::remove);
        if (unreplied.isEmpty()) {
            unreplied = Collections.emptySet();
        }
        report.tell(isWindowFull());
    }

    /** The connection ended: nothing is sent any more. */
    void end() {
        report.tell(false);
    }

    /** Adds what is waiting to the batch, as far as batch and window allow. */
    @Override
    public void fill(FrameBatch batch) {
        try {
            take(batch);
        } finally {
            report.tell(isWindowFull());
        }
    }

    private void take(FrameBatch batch) {
        while (!batch.isFull()) {
            if (peek() == null && !atTail && !isWindowFull()) {
                readPage();
            }
            if (!caughtUp && isBacklogSent()) {
                if (!batch.add(ControlFrames.caughtUp(mailbox.account()))) {
                    return;
                }
                caughtUp = true;
            }
            PendingUpdate update = peek();
            if (update == null || isWindowFull()) {
                return;
            }
            // A reset is of version 1: it waits for a connection that speaks it.
            if (v1 || !update.reset()) {
                if (!batch.add(update.frame())) {
                    return;
                }
                unreplied = unreplied.isEmpty() ? new HashSet<>() : unreplied;
                unreplied.add(update.ref());
                given++;
                report.sent(update.position());
            }
            turnTo(next + 1);
            sent = update.position();
        }
    }

    private boolean isWindowFull() {
        return unreplied.size() >= options.window();
    }

    private void readPage() {
        int room = options.window() - unreplied.size();
        page = pending.readAfter(mailbox, read, room, options.batchBytes());
        if (page.isEmpty()) {
            atTail = true;
        } else {
            read = page.get(page.size() - 1).position();
        }
    }

    private @Nullable PendingUpdate peek() {
        return next < page.size() ? page.get(next) : null;
    }

    /** A page that was given is let go of. */
    private void turnTo(int index) {
        next = index;
        if (next == page.size()) {
            page = List.of();
            next = 0;
        }
    }

    /** Updates that were let go meanwhile count as sent [RTU-35]. */
    private boolean isBacklogSent() {
        PendingUpdate update = peek();
        return sent >= backlogEnd || (update == null ? atTail : update.position() > backlogEnd);
    }
}
