package org.realtimeupdates.adapter.websocket.server;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import org.realtimeupdates.application.port.transport.CloseReason;

/**
 * Reads the frame headers of what a client sends, ahead of the engine: counts and times frames, which no engine does, and finds the too
 * big and the unmasked, which not every engine does before it buffers them. Belongs to one connection, one thread at a time.
 */
public final class FrameGuard {

    /** Pings, pongs and closes of a client in {@link #PERIOD}; a healthy one sends one or two. */
    public static final int MAX_CONTROL_FRAMES = 200;

    /** In which frames are counted. */
    public static final Duration PERIOD = Duration.ofSeconds(10);

    /** How long one frame may take to arrive, and a message with all its fragments: 64 KiB over the slowest of links. */
    public static final Duration MAX_FRAME_TIME = Duration.ofMinutes(1);

    private static final int MASK_BYTES = 4;
    private static final int CLOSE = 8;

    private final int maxFrameBytes;
    private final int maxFrames;
    private final LongSupplier nanoTime;
    private int headerBytes;
    private int headerLength = 2;
    private boolean control;
    private boolean close;
    private volatile boolean sawClose;
    private long length;
    private long payloadLeft;
    private long periodStart;
    private long frameStart;
    private long messageStart;
    private boolean insideMessage;
    private int frames;
    private int controlFrames;

    /**
     * A guard before the first frame.
     *
     * @param maxFrames of all kinds in {@link #PERIOD}
     */
    public FrameGuard(int maxFrameBytes, int maxFrames, LongSupplier nanoTime) {
        this.maxFrameBytes = maxFrameBytes;
        this.maxFrames = maxFrames;
        this.nanoTime = nanoTime;
        this.periodStart = nanoTime.getAsLong();
    }

    /**
     * Looks at the next bytes; what they break, if anything.
     *
     * @param bytes gives the byte at an index
     * @param from the first index
     * @param to behind the last index
     */
    public Optional<CloseReason> check(IntUnaryOperator bytes, int from, int to) {
        int position = from;
        boolean inside = headerBytes > 0 || payloadLeft > 0;
        if (inside && nanoTime.getAsLong() - frameStart > MAX_FRAME_TIME.toNanos()) {
            return Optional.of(new CloseReason(CloseReason.POLICY_VIOLATION, "a frame took too long"));
        }
        if (insideMessage && nanoTime.getAsLong() - messageStart > MAX_FRAME_TIME.toNanos()) {
            return Optional.of(new CloseReason(CloseReason.POLICY_VIOLATION, "a message took too long"));
        }
        while (position < to) {
            if (payloadLeft > 0) {
                int skipped = (int) Math.min(payloadLeft, to - position);
                payloadLeft -= skipped;
                position += skipped;
            } else {
                Optional<CloseReason> broken = header(bytes.applyAsInt(position) & 0xFF);
                if (broken.isPresent()) {
                    return broken;
                }
                position++;
            }
            sawClose |= close && headerBytes == 0 && payloadLeft == 0;
        }
        return Optional.empty();
    }

    /** Whether a whole close frame has come. Callable from any thread. */
    public boolean sawClose() {
        return sawClose;
    }

    /** For a while nothing was read: that time is not the client's. */
    public void resumed() {
        frameStart = nanoTime.getAsLong();
        messageStart = frameStart;
    }

    private Optional<CloseReason> header(int value) {
        headerBytes++;
        if (headerBytes == 1) {
            control = (value & 0x08) != 0;
            close = (value & 0x0F) == CLOSE;
            length = 0;
            Optional<CloseReason> tooMany = count();
            follow((value & 0x80) != 0);
            return tooMany;
        }
        if (headerBytes == 2) {
            if ((value & 0x80) == 0) {
                return Optional.of(new CloseReason(CloseReason.PROTOCOL_ERROR, "a client's frames are masked"));
            }
            int shortLength = value & 0x7F;
            int lengthBytes = shortLength < 126 ? 0 : shortLength == 126 ? 2 : 8;
            headerLength = 2 + lengthBytes + MASK_BYTES;
            length = lengthBytes == 0 ? shortLength : 0;
        } else if (headerBytes <= headerLength - MASK_BYTES) {
            length = length << 8 | value;
        }
        if (length < 0 || length > maxFrameBytes) {
            return Optional.of(new CloseReason(CloseReason.TOO_BIG, "more than " + maxFrameBytes + " bytes"));
        }
        if (headerBytes == headerLength) {
            headerBytes = 0;
            headerLength = 2;
            payloadLeft = length;
        }
        return Optional.empty();
    }

    /** A message lasts from its first frame to the final one; control frames may come in between. */
    private void follow(boolean last) {
        if (!control) {
            messageStart = insideMessage ? messageStart : frameStart;
            insideMessage = !last;
        }
    }

    private Optional<CloseReason> count() {
        frameStart = nanoTime.getAsLong();
        if (frameStart - periodStart > PERIOD.toNanos()) {
            periodStart = frameStart;
            frames = 0;
            controlFrames = 0;
        }
        frames++;
        controlFrames += control ? 1 : 0;
        return controlFrames > MAX_CONTROL_FRAMES || frames > maxFrames
                ? Optional.of(new CloseReason(CloseReason.POLICY_VIOLATION, "too many frames"))
                : Optional.empty();
    }
}
