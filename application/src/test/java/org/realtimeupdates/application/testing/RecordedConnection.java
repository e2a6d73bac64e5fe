package org.realtimeupdates.application.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Connection;

/** A connection that keeps what is sent; a message is written at once, or when the test says so. */
public final class RecordedConnection implements Connection {

    private final List<String> sent = new ArrayList<>();
    private final List<CloseReason> closed = new ArrayList<>();
    private final Deque<Runnable> underWay = new ArrayDeque<>();
    private boolean stalled;

    public RecordedConnection() {}

    @Override
    public void send(String message, Runnable written) {
        if (!underWay.isEmpty()) {
            throw new AssertionError("a message is under way already");
        }
        sent.add(message);
        if (stalled) {
            underWay.add(written);
        } else {
            written.run();
        }
    }

    @Override
    public void close(CloseReason reason) {
        closed.add(reason);
    }

    /** From now on a message is under way until {@link #write}. */
    public RecordedConnection stall() {
        stalled = true;
        return this;
    }

    /** The message that is under way is written. */
    public void write() {
        underWay.remove().run();
    }

    public boolean isUnderWay() {
        return !underWay.isEmpty();
    }

    /** The messages sent so far, in order. */
    public List<String> sent() {
        return sent;
    }

    /** Forgets what was sent so far. */
    public void forget() {
        sent.clear();
    }

    /** With what codes it was closed. */
    public List<Integer> closeCodes() {
        return closed.stream().map(CloseReason::code).toList();
    }
}
