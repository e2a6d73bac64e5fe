package org.realtimeupdates.adapter.tyrus.client;

import java.nio.ByteBuffer;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;
import org.jspecify.annotations.Nullable;

/** Writes what Tyrus has framed. What is written at a time is bounded by who sends: one message, and answers to pings. */
final class FrameWriter extends Writer {

    private final Connection<?> socket;
    private volatile boolean closed;

    FrameWriter(Connection<?> socket) {
        this.socket = socket;
    }

    @Override
    @SuppressWarnings("unchecked") // Grizzly's connections write buffers
    public void write(ByteBuffer frame, @Nullable CompletionHandler<ByteBuffer> handler) {
        Buffer bytes = Buffers.wrap(socket.getTransport().getMemoryManager(), frame);
        ((Connection<Object>) socket).write(bytes, new EmptyCompletionHandler<WriteResult<Buffer, Object>>() {
            @Override
            public void completed(WriteResult<Buffer, Object> result) {
                if (handler != null) {
                    handler.completed(frame);
                }
            }

            @Override
            public void failed(Throwable cause) {
                if (handler != null) {
                    handler.failed(cause);
                }
            }
        });
    }

    /**
     * The last frame is on its way. The socket is the server's to close [RFC 6455, 7.1.1]: were it closed here, a server could find it
     * gone before it has read what was sent on it. Who waits in vain cuts it.
     */
    @Override
    public void close() {
        closed = true;
    }

    /** Whether what still comes in is for nobody. */
    boolean isClosed() {
        return closed;
    }
}
