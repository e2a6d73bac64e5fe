package org.realtimeupdates.testfixtures.network;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The frames of RFC 6455, read and written. */
final class WebSocketFrames {

    static final int FIN = 0x80;
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int MAX_PAYLOAD_BYTES = 64 << 20;
    private static final int MASKED = 0x80;

    /** One frame; its payload is unmasked. */
    static final class Frame {
        private final int firstByte;
        private final boolean masked;
        private final byte[] payload;

        private Frame(int firstByte, boolean masked, byte[] payload) {
            this.firstByte = firstByte;
            this.masked = masked;
            this.payload = payload;
        }

        boolean isFinal() {
            return (firstByte & FIN) != 0;
        }

        boolean hasReservedBits() {
            return (firstByte & 0x70) != 0;
        }

        int opcode() {
            return firstByte & 0x0f;
        }

        boolean isControl() {
            return opcode() >= CLOSE;
        }

        boolean isMasked() {
            return masked;
        }

        byte[] payload() {
            return payload;
        }
    }

    private WebSocketFrames() {}

    /**
     * The bytes of one frame, whether allowed or not.
     *
     * @param firstByte FIN, reserved bits and opcode
     */
    static byte[] encode(int firstByte, boolean masked, byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length + 14);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(firstByte);
            int maskBit = masked ? MASKED : 0;
            if (payload.length < 126) {
                out.writeByte(maskBit | payload.length);
            } else if (payload.length < 1 << 16) {
                out.writeByte(maskBit | 126);
                out.writeShort(payload.length);
            } else {
                out.writeByte(maskBit | 127);
                out.writeLong(payload.length);
            }
            if (masked) {
                int key = ThreadLocalRandom.current().nextInt();
                out.writeInt(key);
                out.write(masked(key, payload));
            } else {
                out.write(payload);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The next frame, or empty when the stream ends before it. */
    static Optional<Frame> read(DataInputStream in) throws IOException {
        int firstByte = in.read();
        if (firstByte < 0) {
            return Optional.empty();
        }
        int second = in.readUnsignedByte();
        boolean isMasked = (second & MASKED) != 0;
        long length = second & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if (length < 0 || length > MAX_PAYLOAD_BYTES) {
            throw new ProtocolException("a frame of " + length + " bytes");
        }
        int key = isMasked ? in.readInt() : 0;
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        return Optional.of(new Frame(firstByte, isMasked, masked(key, payload)));
    }

    /** The payload of a close frame. */
    static byte[] closePayload(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + text.length)
                .putShort((short) code)
                .put(text)
                .array();
    }

    /** What {@code Sec-WebSocket-Accept} answers to a key. */
    static String acceptKey(String key) {
        try {
            byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] masked(int key, byte[] payload) {
        byte[] result = new byte[payload.length];
        for (int i = 0; i < payload.length; i++) {
            result[i] = (byte) (payload[i] ^ (key >>> (24 - 8 * (i & 3))));
        }
        return result;
    }
}
