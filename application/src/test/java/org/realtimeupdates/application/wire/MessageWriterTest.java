package org.realtimeupdates.application.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.RecordedConnection;
import org.realtimeupdates.application.testing.VirtualScheduler;
import org.realtimeupdates.application.testing.VirtualScheduler.VirtualExecutor;

/** RTU-6, RTU-34: one message at a time; what waits meanwhile shares the next one. */
class MessageWriterTest {

    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final VirtualExecutor executor = scheduler.newSerialExecutor();
    private final RecordedConnection connection = new RecordedConnection().stall();
    private final Runnable onTooSlow = mock();
    private final FrameQueue first = new FrameQueue(100);
    private final FrameQueue second = new FrameQueue(100);

    @Test
    void framesGatherWhileAMessageIsBeingWritten() {
        MessageWriter writer = writer(Subprotocol.V1);
        first.add("1");
        writer.pump();
        first.add("2");
        writer.pump();
        first.add("3");
        writer.pump();
        assertThat(connection.sent()).containsExactly("1");

        write();

        assertThat(connection.sent()).containsExactly("1", "[2,3]");
    }

    @Test
    void aFrameIsNotDelayedToFillAMessage() {
        MessageWriter writer = writer(Subprotocol.V1);
        first.add("1");
        writer.pump();

        assertThat(connection.sent()).containsExactly("1");
    }

    @Test
    void aBarePeerGetsOneFrameAMessage() {
        MessageWriter writer = writer(Subprotocol.BARE);
        first.add("1");
        first.add("2");
        first.add("3");
        writer.pump();
        write();
        write();
        write();

        assertThat(connection.sent()).containsExactly("1", "2", "3");
        assertThat(connection.isUnderWay()).isFalse();
    }

    @Test
    void noSourceStarves() {
        MessageWriter writer = writer(Subprotocol.BARE);
        for (String frame : new String[] {"a1", "a2", "a3"}) {
            first.add(frame);
        }
        second.add("b1");
        writer.pump();
        write();

        assertThat(connection.sent()).containsExactly("a1", "b1");
    }

    @Test
    void aCallbackRunsOnceItsMessageIsWritten() {
        MessageWriter writer = writer(Subprotocol.V1);
        Runnable written = mock();
        first.add("1", written);
        writer.pump();
        verify(written, never()).run();

        write();
        verify(written, times(1)).run();
    }

    // RTU-34
    @Test
    void aMessageThatIsNotWrittenInTimeIsTold() {
        MessageWriter writer = writer(Subprotocol.V1);
        first.add("1");
        writer.pump();
        scheduler.advance(Duration.ofMillis(29_999));
        verify(onTooSlow, never()).run();

        scheduler.advance(Duration.ofMillis(1));
        verify(onTooSlow, times(1)).run();
    }

    // RTU-34
    @Test
    void everyMessageHasItsOwnTime() {
        MessageWriter writer = writer(Subprotocol.BARE);
        first.add("1");
        first.add("2");
        writer.pump();
        scheduler.advance(Duration.ofSeconds(20));
        write();
        scheduler.advance(Duration.ofSeconds(20));
        write();
        scheduler.advance(Duration.ofHours(1));

        verify(onTooSlow, never()).run();
        assertThat(scheduler.hasTimers()).isFalse();
    }

    // RTU-34
    @Test
    void aMessageThatBeganBetweenTwoLooksGetsItsWholeTime() {
        MessageWriter writer = writer(Subprotocol.BARE);
        first.add("1");
        first.add("2");
        writer.pump();
        scheduler.advance(Duration.ofSeconds(1));
        write();
        scheduler.advance(Duration.ofMillis(29_999));
        verify(onTooSlow, never()).run();

        scheduler.advance(Duration.ofMillis(7_501));
        verify(onTooSlow, times(1)).run();
    }

    @Test
    void aMessageAfterWhichNothingWaitsTroublesTheExecutorNoMore() {
        MessageWriter writer = writer(Subprotocol.V1);
        first.add("1");
        writer.pump();
        connection.write();
        assertThat(executor.runNext()).isFalse();

        first.add("2");
        writer.pump();
        assertThat(connection.sent()).containsExactly("1", "2");
    }

    @Test
    void aTaskForWhenItIsIdleIsNotForgottenByTheLastMessage() {
        MessageWriter writer = writer(Subprotocol.V1);
        Runnable idle = mock();
        first.add("1");
        writer.pump();
        first.add("2");
        writer.pump();
        writer.whenIdle(idle);
        write();
        write();

        verify(idle, times(1)).run();
    }

    @Test
    void itIsIdleOnceAllThatWaitsIsWritten() {
        MessageWriter writer = writer(Subprotocol.BARE);
        Runnable idle = mock();
        first.add("1");
        first.add("2");
        writer.pump();
        writer.whenIdle(idle);
        write();
        verify(idle, never()).run();

        write();
        verify(idle, times(1)).run();
    }

    @Test
    void aTaskForWhenItIsIdleRunsAtOnceWhenItIs() {
        Runnable idle = mock();
        writer(Subprotocol.V1).whenIdle(idle);

        verify(idle).run();
    }

    @Test
    void oneThatIsStoppedSendsNothingAndHoldsNobodyUp() {
        MessageWriter writer = writer(Subprotocol.V1);
        Runnable idle = mock();
        Runnable written = mock();
        first.add("1", written);
        writer.pump();
        writer.whenIdle(idle);
        first.add("2");

        writer.stop();
        writer.stop();
        write();
        writer.pump();
        scheduler.advance(Duration.ofHours(1));

        assertThat(connection.sent()).containsExactly("1");
        verify(idle, times(1)).run();
        verify(written, never()).run();
        verify(onTooSlow, never()).run();
        Runnable late = mock();
        writer.whenIdle(late);
        verify(late).run();
    }

    private MessageWriter writer(Subprotocol subprotocol) {
        MessageWriter writer = new MessageWriter(
                connection, subprotocol, 1_000, Duration.ofSeconds(30), executor, executor, onTooSlow);
        writer.addSource(first);
        writer.addSource(second);
        return writer;
    }

    private void write() {
        connection.write();
        scheduler.runAll();
    }
}
