package org.realtimeupdates.application.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Frames that wait to be sent, in order; says when the peer should be read no further for now. Belongs to one executor. */
public final class FrameQueue implements MessageWriter.Source {

    private final int maxFrames;
    private final Deque<Waiting> frames = new ArrayDeque<>(1);
    private final Deque<Runnable> held = new ArrayDeque<>(1);

    /**
     * An empty queue.
     *
     * @param maxFrames when more wait than this, {@link #whenRoom} holds tasks back
     */
    public FrameQueue(int maxFrames) {
        this.maxFrames = maxFrames;
    }

    public void add(String frame) {
        frames.add(new Waiting(frame, Optional.empty()));
    }

    /** Adds a frame and something to run once it is written. */
    public void add(String frame, Runnable written) {
        frames.add(new Waiting(frame, Optional.of(written)));
    }

    /** Runs the task now, or when fewer frames wait. */
    public void whenRoom(Runnable task) {
        held.add(task);
        release();
    }

    /** Forgets all frames and runs what was held back. */
    public void clear() {
        frames.clear();
        release();
    }

    @Override
    public void fill(FrameBatch batch) {
        while (!frames.isEmpty() && batch.add(frames.element().frame())) {
            frames.remove().written().ifPresent(batch::whenWritten);
        }
        release();
    }

    private void release() {
        while (!held.isEmpty() && frames.size() <= maxFrames) {
            held.remove().run();
        }
    }

    private record Waiting(String frame, Optional<Runnable> written) {}
}
