package org.realtimeupdates.application.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.port.transport.Utf8;

/**
 * Frames that go out in one message [RTU-6]: one under {@link Subprotocol#BARE}, else as many as are waiting and fit.
 * Belongs to one thread.
 */
public final class FrameBatch {

    /** The most frames of one message. */
    public static final int MAX_FRAMES = 1000;

    private final List<String> frames = new ArrayList<>();
    private final List<Runnable> callbacks = new ArrayList<>();
    private final int maxFrames;
    private final int maxBytes;
    private int bytes = 2;
    private boolean refused;

    /**
     * An empty batch.
     *
     * @param maxBytes of the whole message; a first frame is taken whatever its size
     */
    public FrameBatch(Subprotocol subprotocol, int maxBytes) {
        this.maxFrames = subprotocol.isV1() ? MAX_FRAMES : 1;
        this.maxBytes = maxBytes;
    }

    /** Takes the frame if it still fits. */
    public boolean add(String frame) {
        int size = Utf8.size(frame) + 1;
        if (!frames.isEmpty() && (frames.size() >= maxFrames || bytes + size > maxBytes)) {
            refused = true;
            return false;
        }
        frames.add(frame);
        bytes += size;
        return true;
    }

    /** Runs the callback once the message is written. */
    public void whenWritten(Runnable callback) {
        callbacks.add(callback);
    }

    public boolean isEmpty() {
        return frames.isEmpty();
    }

    /** Whether no further frame can be taken. */
    public boolean isFull() {
        return frames.size() >= maxFrames || bytes >= maxBytes;
    }

    /** Whether all was taken that there was, and nobody wants to know when it is written. */
    boolean isAll() {
        return !refused && !isFull() && callbacks.isEmpty();
    }

    /** The text of the message: the frame itself, or an array of several. Not to be called when empty. */
    String message() {
        if (frames.size() == 1) {
            return frames.get(0);
        }
        // Copies each frame once.
        StringJoiner message = new StringJoiner(",", "[", "]");
        frames.forEach(message::add);
        return message.toString();
    }

    void written() {
        callbacks.forEach(Runnable::run);
    }
}
