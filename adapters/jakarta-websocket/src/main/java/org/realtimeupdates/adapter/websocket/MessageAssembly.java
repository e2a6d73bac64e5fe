package org.realtimeupdates.adapter.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectionListener.MessageFault;
import org.realtimeupdates.application.port.transport.Utf8;

/** Puts messages together from their parts and counts while it does, so that nothing grows beyond the limits [RTU-4]. Belongs to one thread. */
final class MessageAssembly {

    private final boolean binaryAgreed;
    private final InboundLimits limits;
    private final Sink sink;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
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

    void text(String part, boolean last) {
        if (!fits(Utf8.size(part))) {
            return;
        }
        if (!last) {
            text.append(part);
            return;
        }
        String message = text.isEmpty() ? part : text.append(part).toString();
        int size = reset();
        if (binaryAgreed) {
            sink.unreadable(MessageFault.WRONG_KIND, message, size);
        } else {
            sink.message(message, size);
        }
    }

    void binary(ByteBuffer part, boolean last) {
        if (!fits(part.remaining())) {
            return;
        }
        byte[] taken = new byte[part.remaining()];
        part.get(taken);
        if (!last) {
            binary.writeBytes(taken);
            return;
        }
        byte[] message = taken;
        if (binary.size() > 0) {
            binary.writeBytes(taken);
            message = binary.toByteArray();
        }
        decoded(message, reset());
    }

    private void decoded(byte[] message, int size) {
        if (!binaryAgreed) {
            sink.unreadable(MessageFault.WRONG_KIND, new String(message, StandardCharsets.UTF_8), size);
            return;
        }
        String decoded;
        try {
            decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
        } catch (CharacterCodingException e) {
            sink.unreadable(MessageFault.INVALID_UTF8, new String(message, StandardCharsets.UTF_8), size);
            return;
        }
        sink.message(decoded, size);
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
        text.setLength(0);
        text.trimToSize();
        binary.reset();
        return size;
    }
}
