package org.realtimeupdates.application.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.Subprotocol;

class FrameQueueTest {

    private final FrameQueue queue = new FrameQueue(2);
    private final Runnable task = mock();

    @Test
    void framesGoOutInTheirOrderAsFarAsTheyFit() {
        queue.add("1");
        queue.add("2");
        queue.add("3");

        FrameBatch batch = new FrameBatch(Subprotocol.V1, 6);
        queue.fill(batch);
        assertThat(batch.message()).isEqualTo("[1,2]");

        FrameBatch next = new FrameBatch(Subprotocol.V1, 6);
        queue.fill(next);
        assertThat(next.message()).isEqualTo("3");

        FrameBatch empty = new FrameBatch(Subprotocol.V1, 6);
        queue.fill(empty);
        assertThat(empty.isEmpty()).isTrue();
    }

    @Test
    void aFramesCallbackBelongsToTheBatchThatTookIt() {
        Runnable second = mock();
        queue.add("1", task);
        queue.add("2", second);
        FrameBatch batch = new FrameBatch(Subprotocol.BARE, 100);
        queue.fill(batch);

        batch.written();

        verify(task).run();
        verify(second, never()).run();
    }

    @Test
    void whileThereIsRoomTasksRunAtOnce() {
        queue.add("1");
        queue.add("2");
        queue.whenRoom(task);

        verify(task).run();
    }

    @Test
    void aTaskIsHeldBackUntilThereIsRoom() {
        for (String frame : new String[] {"1", "2", "3", "4"}) {
            queue.add(frame);
        }
        queue.whenRoom(task);
        queue.fill(new FrameBatch(Subprotocol.BARE, 100));
        verify(task, never()).run();

        queue.fill(new FrameBatch(Subprotocol.BARE, 100));
        verify(task, times(1)).run();
    }

    @Test
    void clearingForgetsTheFramesAndReleasesTheTasks() {
        for (String frame : new String[] {"1", "2", "3"}) {
            queue.add(frame);
        }
        queue.whenRoom(task);

        queue.clear();

        verify(task).run();
        FrameBatch batch = new FrameBatch(Subprotocol.V1, 100);
        queue.fill(batch);
        assertThat(batch.isEmpty()).isTrue();
    }
}
