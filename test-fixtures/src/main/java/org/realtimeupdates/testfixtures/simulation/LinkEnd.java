package org.realtimeupdates.testfixtures.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Disconnect;

/** One side of a {@link SimulatedLink}. */
final class LinkEnd implements Connection {

    /** How long a close waits for the peer. */
    private static final long CLOSE_PATIENCE = 2 * SimulatedLink.SECOND;

    private final String side;
    private final String sends;
    private final String gets;
    private final SimulatedLink link;
    private final SimulatedProcess owner;
    private final int capacity;

    /** On their way to this end, in order. */
    private final Deque<Message> inbound = new ArrayDeque<>(4);

    private @Nullable ConnectionListener listener;
    private boolean arrivalScheduled;
    private int unconsumed;

    /** Whether a message of this end is not written yet. */
    private boolean writing;

    private boolean deaf;
    private boolean closing;
    private boolean closed;

    LinkEnd(String side, SimulatedLink link, SimulatedProcess owner, int capacity) {
        this.side = side;
        this.sends = side + " sends";
        this.gets = side + " gets";
        this.link = link;
        this.owner = owner;
        this.capacity = capacity;
    }

    SimulatedLink link() {
        return link;
    }

    boolean isClosed() {
        return closed;
    }

    /** How many messages its owner got and is not done with. */
    int unconsumed() {
        return unconsumed;
    }

    boolean isWriting() {
        return writing;
    }

    SimulatedProcess owner() {
        return owner;
    }

    void open(ConnectionListener opened) {
        listener = opened;
        arriveSoon();
    }

    @Override
    public void send(String message, Runnable written) {
        owner.call(side, ".send");
        World world = link.world();
        if (writing) {
            world.oracle().violated(side + " sends on " + link.name() + " before the last message was written");
        }
        if (closed || closing) {
            return;
        }
        world.trace(link.name(), sends, message);
        List<WireText.Frame> frames = WireText.frames(message);
        world.oracle().sent(this, frames);
        writing = true;
        peer().take(new Message(message, frames, written, null));
        if (world.faults().strikes(Fault.CUT)) {
            link.cut("a fault");
        }
    }

    @Override
    public void close(CloseReason reason) {
        if (closed || closing || !owner.isAlive()) {
            return;
        }
        closing = true;
        link.world().trace(link.name(), side + " closes", String.valueOf(reason.code()));
        link.world().oracle().closing(this, reason.code());
        peer().take(new Message("", List.of(), () -> {}, reason));
        owner.after(CLOSE_PATIENCE, () -> {
            tellClosed(reason.code(), reason.reason());
            peer().breakOff(0);
        });
    }

    private LinkEnd peer() {
        return link.peerOf(this);
    }

    private void take(Message message) {
        if (closed) {
            // Nobody is there any more, which the sender does not know: it is written all the same.
            peer().writtenSoon(message);
            return;
        }
        inbound.add(message);
        arriveSoon();
        if (inbound.size() + unconsumed <= capacity) {
            peer().writtenSoon(message);
        }
    }

    private void arriveSoon() {
        if (!arrivalScheduled && !inbound.isEmpty() && (listener != null) && unconsumed < capacity) {
            arrivalScheduled = true;
            link.world().time().after(link.delay(), this::arrive);
        }
    }

    private void arrive() {
        arrivalScheduled = false;
        Message message = inbound.poll();
        ConnectionListener hears = listener;
        if (message == null || hears == null || closed) {
            return;
        }
        if (message.closes != null) {
            CloseReason reason = message.closes;
            tellClosed(reason.code(), reason.reason());
            peer().owner.after(link.delay(), () -> peer().tellClosed(reason.code(), reason.reason()));
            return;
        }
        if (deaf) {
            peer().writtenSoon(message);
            arriveSoon();
            return;
        }
        unconsumed++;
        if (owner.isAlive()) {
            link.world().trace(link.name(), gets, "");
            link.world().oracle().arrived(this, message.frames);
        }
        boolean[] once = new boolean[1];
        owner.run(() -> hears.received(message.text, () -> {
            if (!once[0]) {
                once[0] = true;
                consumed();
            }
        }));
        peer().writtenSoon(message);
        arriveSoon();
    }

    private void consumed() {
        unconsumed--;
        arriveSoon();
        Message last = inbound.peekLast();
        if (last != null && inbound.size() + unconsumed <= capacity) {
            peer().writtenSoon(last);
        }
    }

    private void writtenSoon(Message message) {
        if (!message.written && !closed) {
            message.written = true;
            owner.after(5_000, () -> {
                if (!closed) {
                    writing = false;
                    message.whenWritten.run();
                }
            });
        }
    }

    /** Nothing is heard any more; after a while the owner is told. */
    void goDeaf(long timeout) {
        deaf = true;
        link.world().time().after(timeout, () -> {
            if (!closed && owner.isAlive()) {
                link.world().happened(Sometimes.CONNECTION_SILENT_UNTIL_TIMEOUT);
                tellClosed(CloseReason.ABNORMAL, "");
                peer().breakOff(0);
            }
        });
    }

    /** The connection is lost for this end, a little later. */
    void breakOff(long delay) {
        link.world().time().after(delay, () -> tellClosed(CloseReason.ABNORMAL, ""));
    }

    /** The owner is dead. */
    void silence() {
        closed = true;
        inbound.clear();
    }

    private void tellClosed(int code, String reason) {
        if (closed) {
            return;
        }
        closed = true;
        inbound.clear();
        link.world().trace(link.name(), side + " hears close", String.valueOf(code));
        ConnectionListener hears = listener;
        if (hears != null) {
            owner.run(() -> hears.closed(new Disconnect.Closed(code, reason)));
        }
    }

    /** A message under way, or a close. */
    private static final class Message {

        private final String text;
        private final List<WireText.Frame> frames;
        private final Runnable whenWritten;
        private final @Nullable CloseReason closes;
        private boolean written;

        Message(String text, List<WireText.Frame> frames, Runnable whenWritten, @Nullable CloseReason closes) {
            this.text = text;
            this.frames = frames;
            this.whenWritten = whenWritten;
            this.closes = closes;
        }
    }
}
