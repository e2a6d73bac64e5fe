package org.realtimeupdates.adapter.netty.websocket;

import io.netty.handler.codec.http.websocketx.WebSocketFrameMaskGenerator;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** Masks that nobody can foretell [RFC 6455, 10.3], drawn some at a time. Belongs to one thread at a time. */
final class StrongMasks implements WebSocketFrameMaskGenerator {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MASKS_AT_A_TIME = 16;

    private final byte[] drawn = new byte[MASKS_AT_A_TIME * Integer.BYTES];
    private final ByteBuffer left = ByteBuffer.wrap(drawn).position(drawn.length);

    @Override
    public int nextMask() {
        if (!left.hasRemaining()) {
            RANDOM.nextBytes(drawn);
            left.clear();
        }
        return left.getInt();
    }
}
