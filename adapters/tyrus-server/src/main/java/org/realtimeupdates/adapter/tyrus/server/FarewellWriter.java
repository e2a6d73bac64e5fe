package org.realtimeupdates.adapter.tyrus.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Tyrus' writer without its last act: Tyrus closes the socket right behind its close frame, and where a client is still sending, the reset
 * that answers it can take the close frame away from under its eyes. Here the socket is closed when the client has closed too [RFC 6455,
 * 7.1.1], or was given time to.
 */
final class FarewellWriter extends Writer {

    private final Writer writer;
    private final Consumer<Runnable> farewell;

    /** @param farewell given what closes the socket, once the close frame is on its way */
    FarewellWriter(Writer writer, Consumer<Runnable> farewell) {
        this.writer = writer;
        this.farewell = farewell;
    }

    @Override
    public void write(ByteBuffer frame, @Nullable CompletionHandler<ByteBuffer> handler) {
        writer.write(frame, handler);
    }

    @Override
    public void close() {
        farewell.accept(this::closeSocket);
    }

    private void closeSocket() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the socket could not be closed", e);
        }
    }
}
