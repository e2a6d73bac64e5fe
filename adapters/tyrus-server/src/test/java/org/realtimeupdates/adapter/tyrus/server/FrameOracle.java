package org.realtimeupdates.adapter.tyrus.server;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.realtimeupdates.adapter.websocket.server.FrameGuard;

/**
 * The frames at the start of a client's bytes, read from all of them at once by RFC 6455 section 5.2.
 *
 * @param frames those that are there whole, up to the first that is not allowed
 * @param closeCode of that one, if any
 */
record FrameOracle(List<Frame> frames, OptionalInt closeCode) {

    private static final int MASK_BYTES = 4;

    /** A frame without its payload. */
    record Frame(boolean last, int opcode) {}

    static FrameOracle read(byte[] bytes, int maxFrameBytes) {
        List<Frame> frames = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int controls = 0;
        while (in.hasRemaining()) {
            int first = in.get();
            if ((first & 8) != 0 && ++controls > FrameGuard.MAX_CONTROL_FRAMES) {
                return new FrameOracle(frames, OptionalInt.of(1008));
            }
            if (!in.hasRemaining()) {
                break;
            }
            int second = in.get();
            if (second >= 0) {
                return new FrameOracle(frames, OptionalInt.of(1002));
            }
            int lengthBytes = (second & 127) < 126 ? 0 : (second & 127) == 126 ? 2 : 8;
            // A length that is too big shows before its last byte, once no further byte can make it smaller.
            long length = lengthBytes == 0 ? second & 127 : 0;
            for (int i = 0; i < lengthBytes && in.hasRemaining(); i++) {
                length = (length << 8) | (in.get() & 255);
                if (length < 0 || length > maxFrameBytes) {
                    return new FrameOracle(frames, OptionalInt.of(1009));
                }
            }
            if (length > maxFrameBytes) {
                return new FrameOracle(frames, OptionalInt.of(1009));
            }
            if (in.remaining() < MASK_BYTES + length) {
                break;
            }
            in.position(in.position() + MASK_BYTES + (int) length);
            frames.add(new Frame(first < 0, first & 15));
        }
        return new FrameOracle(frames, OptionalInt.empty());
    }
}
