package org.realtimeupdates.adapter.websocket;

import static org.realtimeupdates.adapter.websocket.Interleavings.require;
import static org.realtimeupdates.adapter.websocket.Interleavings.startAndJoin;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ReceiveWindowInterleavingsTest {

    private static final int ALL = ReceiveWindow.MAX_BYTES;

    @Test
    void aReaderThatPausesIsResumedOnce() {
        Interleavings.of(() -> {
            ReceiveWindow window = new ReceiveWindow();
            AtomicInteger resumed = new AtomicInteger();
            AtomicBoolean paused = new AtomicBoolean();
            window.add(ALL);
            startAndJoin(
                    () -> paused.set(window.pause(resumed::incrementAndGet)), () -> window.remove(ALL), window::close);

            require(resumed.get() == (paused.get() ? 1 : 0), resumed);
        });
    }

    /** One that waits for ever is a deadlock, which Lincheck finds. */
    @Test
    void aReaderThatWaitsGoesOnWhenThereIsRoom() {
        Interleavings.of(() -> {
            ReceiveWindow window = new ReceiveWindow();
            window.add(ALL);
            AtomicBoolean delivered = new AtomicBoolean();
            startAndJoin(() -> delivered.set(awaitRoom(window)), () -> window.remove(ALL));

            require(delivered.get() && window.isFull(), delivered);
        });
    }

    private static boolean awaitRoom(ReceiveWindow window) {
        try {
            return window.awaitRoom(ALL);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
