package org.realtimeupdates.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReceiveWindowTest {

    private final ReceiveWindow window = new ReceiveWindow();

    @Test
    void it_is_full_after_256_messages() throws InterruptedException {
        for (int i = 0; i < ReceiveWindow.MAX_MESSAGES; i++) {
            assertThat(window.isFull()).isFalse();
            assertThat(window.awaitRoom(0)).isTrue();
        }
        assertThat(window.isFull()).isTrue();
        window.remove(0);
        assertThat(window.isFull()).isFalse();
    }

    @Test
    void it_is_full_after_4_mebibytes_and_one_message_always_fits() throws InterruptedException {
        assertThat(window.awaitRoom(ReceiveWindow.MAX_BYTES * 2)).isTrue();
        assertThat(window.isFull()).isTrue();
        window.remove(ReceiveWindow.MAX_BYTES * 2);
        assertThat(window.awaitRoom(ReceiveWindow.MAX_BYTES - 1)).isTrue();
        assertThat(window.isFull()).isFalse();
    }

    @Test
    void a_reader_waits_for_room_in_bytes() throws Exception {
        assertThat(window.awaitRoom(ReceiveWindow.MAX_BYTES - 10)).isTrue();
        CompletableFuture<Boolean> waiting = waiting(11);
        assertThat(waiting.isDone()).isFalse();
        window.remove(ReceiveWindow.MAX_BYTES - 10);
        assertThat(waiting.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closing_lets_a_waiting_reader_go_and_delivers_nothing_more() throws Exception {
        assertThat(window.awaitRoom(ReceiveWindow.MAX_BYTES)).isTrue();
        CompletableFuture<Boolean> waiting = waiting(1);
        window.close();
        assertThat(waiting.get(20, TimeUnit.SECONDS)).isFalse();
        assertThat(window.awaitRoom(1)).isFalse();
        assertThat(window.isFull()).isFalse();
    }

    @Test
    void a_pause_ends_once_when_there_is_room() {
        int[] resumed = new int[1];
        assertThat(window.pause(() -> resumed[0]++)).isFalse();
        window.add(ReceiveWindow.MAX_BYTES);
        window.add(ReceiveWindow.MAX_BYTES);
        assertThat(window.pause(() -> resumed[0]++)).isTrue();
        window.remove(ReceiveWindow.MAX_BYTES);
        assertThat(resumed[0]).isZero();
        window.remove(ReceiveWindow.MAX_BYTES);
        assertThat(resumed[0]).isEqualTo(1);
        window.close();
        assertThat(resumed[0]).isEqualTo(1);
    }

    @Test
    void a_pause_ends_when_the_window_is_closed() {
        int[] resumed = new int[1];
        window.add(ReceiveWindow.MAX_BYTES);
        assertThat(window.pause(() -> resumed[0]++)).isTrue();
        window.close();
        assertThat(resumed[0]).isEqualTo(1);
    }

    private CompletableFuture<Boolean> waiting(int size) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return window.awaitRoom(size);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
