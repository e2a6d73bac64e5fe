package org.realtimeupdates.adapter.websocket;

import static org.realtimeupdates.adapter.websocket.Interleavings.require;
import static org.realtimeupdates.adapter.websocket.Interleavings.startAndJoin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Disconnect;

@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DeliveryInterleavingsTest {

    /** What comes behind the end is not told. */
    private static final List<List<String>> ALLOWED =
            List.of(List.of("1", "2", "end"), List.of("1", "end"), List.of("end"));

    @Test
    void callsAreMadeOneAtATimeInOrderAndTheEndIsAlwaysTheLast() {
        Interleavings.of(() -> {
            Delivery delivery = new Delivery(() -> {});
            Heard heard = new Heard();
            startAndJoin(
                    () -> {
                        delivery.tell(listener -> listener.received("1", () -> {}));
                        delivery.tell(listener -> listener.received("2", () -> {}));
                    },
                    () -> delivery.tellEnd(listener -> listener.closed(new Disconnect.Closed(1006, ""))),
                    () -> delivery.start(heard));

            require(heard.atATime == 1, heard.atATime);
            require(ALLOWED.contains(heard.calls), heard.calls);
        });
    }

    /** Not thread-safe: it need not be. */
    private static final class Heard implements ConnectionListener {

        private final List<String> calls = new ArrayList<>();
        private final AtomicInteger inside = new AtomicInteger();
        private int atATime;

        @Override
        public void received(String message, Runnable consumed) {
            hear(message);
        }

        @Override
        public void unreadable(MessageFault fault, String message, Runnable consumed) {
            hear(message);
        }

        @Override
        public void closed(Disconnect disconnect) {
            hear("end");
        }

        private void hear(String call) {
            atATime = Math.max(atATime, inside.incrementAndGet());
            calls.add(call);
            inside.decrementAndGet();
        }
    }
}
