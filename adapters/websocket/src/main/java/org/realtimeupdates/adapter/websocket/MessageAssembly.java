package org.realtimeupdates.adapter.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectionListener.MessageFault;
import org.realtimeupdates.application.port.transport.Utf8;

/** Puts messages together from their parts and counts while it does, so that nothing grows beyond the limits [RTU-4]. Belongs to one thread. */
public final class MessageAssembly {

    private final boolean binaryAgreed;
    private final InboundLimits limits;
    private final Sink sink;
    private @Nullable StringBuilder decodedParts;
    private @Nullable ByteArrayOutputStream parts;
    private int bytes;
    private int fragments;
    private boolean broken;

    /** Takes what was put together. */
    interface Sink {

        void message(String message, int size);

        void unreadable(MessageFault fault, String message, int size);

        /** A limit was passed; nothing more comes. */
        void broken(CloseReason reason);
    }

    MessageAssembly(boolean binaryAgreed, InboundLimits limits, Sink sink) {
        this.binaryAgreed = binaryAgreed;
        this.limits = limits;
        this.sink = sink;
    }

    /** Whether a limit was passed: what comes now is for nobody. */
    public boolean isBroken() {
        return broken;
    }

    /** A part of a text message, from an engine that decodes. */
    public void text(String part, boolean last) {
        if (!fits(Utf8.size(part))) {
            return;
        }
        StringBuilder before = decodedParts;
        if (!last) {
            decodedParts = (before == null ? new StringBuilder() : before).append(part);
            return;
        }
        text(before == null ? part : before.append(part).toString());
    }

    /** A part of a text message, from an engine that does not decode: what is no UTF-8 closes with 1007 [RTU-3]. */
    public void text(ByteBuffer part, boolean last) {
        ByteBuffer message = whole(part, last);
        if (message == null) {
            return;
        }
        Utf8Text text = Utf8Text.of(message);
        if (text.valid()) {
            text(text.value());
        } else {
            stop(new CloseReason(CloseReason.INVALID_UTF8, MessageFault.INVALID_UTF8.reason()));
        }
    }

    private void text(String message) {
        int size = reset();
        if (binaryAgreed) {
            sink.unreadable(MessageFault.WRONG_KIND, message, size);
        } else {
            sink.message(message, size);
        }
    }

    /** A part of a binary message; its bytes are read before this returns. */
    public void binary(ByteBuffer part, boolean last) {
        ByteBuffer message = whole(part, last);
        if (message == null) {
            return;
        }
        int size = reset();
        Utf8Text text = Utf8Text.of(message);
        if (!binaryAgreed) {
            sink.unreadable(MessageFault.WRONG_KIND, text.value(), size);
        } else if (text.valid()) {
            sink.message(text.value(), size);
        } else {
            sink.unreadable(MessageFault.INVALID_UTF8, text.value(), size);
        }
    }

    /** The bytes of the message that this part completes; null where it does not, or where it does not fit. */
    private @Nullable ByteBuffer whole(ByteBuffer part, boolean last) {
        if (!fits(part.remaining())) {
            return null;
        }
        ByteArrayOutputStream before = parts;
        if (last && before == null) {
            return part;
        }
        ByteArrayOutputStream all = before == null ? new ByteArrayOutputStream() : before;
        byte[] taken = new byte[part.remaining()];
        part.get(taken);
        all.writeBytes(taken);
        parts = all;
        return last ? ByteBuffer.wrap(all.toByteArray()) : null;
    }

    private boolean fits(int size) {
        if (broken) {
            return false;
        }
        fragments++;
        if (size > limits.maxMessageBytes() - bytes) {
            stop(new CloseReason(CloseReason.TOO_BIG, "more than " + limits.maxMessageBytes() + " bytes"));
        } else if (fragments > limits.maxFragments()) {
            stop(new CloseReason(CloseReason.POLICY_VIOLATION, "more than " + limits.maxFragments() + " fragments"));
        }
        bytes += size;
        return !broken;
    }

    private void stop(CloseReason reason) {
        broken = true;
        reset();
        sink.broken(reason);
    }

    private int reset() {
        int size = bytes;
        bytes = 0;
        fragments = 0;
        decodedParts = null;
        parts = null;
        return size;
    }
}
