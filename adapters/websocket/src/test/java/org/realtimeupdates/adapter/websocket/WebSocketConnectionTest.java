package org.realtimeupdates.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Disconnect;

class WebSocketConnectionTest {

    private static final InboundLimits LIMITS = new InboundLimits(100, 10);
    private static final CloseReason BYE = new CloseReason(4409, "replaced");

    private final ManualTimer timer = new ManualTimer();
    private final EngineSocket socket = mock(EngineSocket.class);
    private final List<String> told = new ArrayList<>();
    private final List<Consumer<Throwable>> underWay = new ArrayList<>();
    private final WebSocketConnection connection =
            new WebSocketConnection(socket, false, LIMITS, FlowControl.PAUSE, timer.executor());

    @BeforeEach
    void open() {
        doAnswer(call -> underWay.add(call.getArgument(1))).when(socket).send(anyString(), any());
        connection.start(new Told());
    }

    @Test
    void what_was_handed_over_is_written() {
        int[] written = new int[1];
        connection.send("message", () -> written[0]++);
        assertThat(written[0]).isZero();
        underWay.get(0).accept(null);
        assertThat(written[0]).isEqualTo(1);
    }

    @Test
    void a_message_that_cannot_be_sent_ends_the_connection_once() {
        connection.send("message", () -> told.add("written"));
        underWay.get(0).accept(new IOException("broken pipe"));
        timer.advance(Duration.ofSeconds(5));
        connection.failed(new IOException("again"));
        connection.ended(1000, "late");
        assertThat(told).containsExactly("closed 1006");
    }

    @Test
    void a_session_that_is_gone_ends_the_connection() {
        doThrow(new IllegalStateException("closed")).when(socket).send(anyString(), any());
        connection.send("message", () -> told.add("written"));
        timer.advance(Duration.ofSeconds(5));
        assertThat(told).containsExactly("closed 1006");
        connection.send("another", () -> told.add("written"));
        assertThat(told).hasSize(1);
    }

    @Test
    @DisplayName(
            "a close of the peer is told with its code, though a message could not be sent just before the engine told it")
    void a_close_that_stops_a_message_is_told_as_such() {
        connection.send("message", () -> told.add("written"));
        underWay.get(0).accept(new IllegalStateException("the session is closing"));
        connection.ended(4409, "replaced");
        timer.advance(Duration.ofSeconds(5));
        assertThat(told).containsExactly("closed 4409");
    }

    @Test
    @DisplayName(
            "a close of the peer is told with its code, though the engine refuses a message just before it tells it")
    void a_close_that_refuses_a_message_is_told_as_such() {
        doThrow(new IllegalStateException("closing")).when(socket).send(anyString(), any());
        connection.send("message", () -> told.add("written"));
        connection.ended(4409, "replaced");
        timer.advance(Duration.ofSeconds(5));
        assertThat(told).containsExactly("closed 4409");
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void a_message_under_way_comes_before_the_close() throws IOException {
        connection.send("message", () -> told.add("written"));
        connection.close(BYE);
        verify(socket, never()).close(any());
        underWay.get(0).accept(null);
        verify(socket).close(any());
        assertThat(told).containsExactly("written");
        connection.ended(4409, "replaced");
        assertThat(told).containsExactly("written", "closed 4409");
    }

    @Test
    @DisplayName("RTU-34: closed is told in time though the message is never written and the container says nothing")
    void a_stalled_connection_is_closed_in_time() throws IOException {
        boolean[] cut = new boolean[1];
        connection.cutWith(() -> cut[0] = true);
        connection.send("message", () -> told.add("written"));
        connection.close(BYE);
        timer.advance(Duration.ofSeconds(5));
        verify(socket, times(1)).close(any());
        assertThat(told).containsExactly("closed 4409");
        timer.advance(Duration.ofSeconds(5));
        assertThat(cut[0]).isTrue();
        assertThat(timer.waiting()).isZero();
    }

    @Test
    @DisplayName(
            "a close while the connection is being opened is told with its code, though the engine cannot read any more")
    void a_close_during_the_start_is_told_as_such() {
        WebSocketConnection opening =
                new WebSocketConnection(socket, false, LIMITS, FlowControl.PAUSE, timer.executor());
        doAnswer(call -> {
                    opening.close(BYE);
                    throw new IllegalStateException("the session is closed");
                })
                .when(socket)
                .read(opening);
        opening.start(new Told());
        assertThat(told).containsExactly("closed 4409");
    }

    @Test
    void the_first_close_stands() throws IOException {
        connection.close(BYE);
        connection.close(new CloseReason(1000, "second"));
        verify(socket).close(BYE);
    }

    @Test
    void a_session_that_cannot_be_closed_is_over() throws IOException {
        doThrow(new IOException("gone")).when(socket).close(any());
        connection.close(BYE);
        assertThat(told).containsExactly("closed 1006");
    }

    @Test
    void nothing_is_delivered_after_our_close() {
        connection.assembly().text("first", true);
        connection.close(BYE);
        connection.assembly().text("second", true);
        assertThat(told).containsExactly("first");
    }

    @Test
    void what_comes_before_somebody_listens_waits() {
        WebSocketConnection early = new WebSocketConnection(socket, false, LIMITS, FlowControl.PAUSE, timer.executor());
        early.ended(1001, "at once");
        assertThat(told).isEmpty();
        early.start(new Told());
        assertThat(told).containsExactly("closed 1001");
    }

    @Test
    void a_socket_that_closes_after_our_close_ends_by_it() {
        connection.close(BYE);
        connection.gone();
        assertThat(told).containsExactly("closed 4409");
    }

    @Test
    void a_socket_that_closes_by_itself_was_cut() {
        connection.gone();
        connection.close(BYE);
        assertThat(told).containsExactly("closed 1006");
    }

    @Test
    void an_end_inside_a_call_is_told_after_it() {
        connection.ended(1000, "");
        told.clear();
        WebSocketConnection other =
                new WebSocketConnection(mock(EngineSocket.class), false, LIMITS, FlowControl.PAUSE, timer.executor());
        other.start(new ConnectionListener() {
            @Override
            public void received(String message, Runnable consumed) {}

            @Override
            public void unreadable(MessageFault fault, String message, Runnable consumed) {}

            @Override
            public void closed(Disconnect disconnect) {
                told.add("closed");
                other.close(BYE);
                other.ended(1000, "");
                told.add("end of closed");
            }
        });
        other.ended(1006, "");
        assertThat(told).containsExactly("closed", "end of closed");
    }

    @Test
    void a_listener_that_throws_loses_its_connection_and_hears_its_end() throws IOException {
        for (Throwable thrown : List.of(new IllegalStateException("bug"), new OutOfMemoryError("on purpose"))) {
            told.clear();
            EngineSocket throwing = mock(EngineSocket.class);
            WebSocketConnection other =
                    new WebSocketConnection(throwing, false, LIMITS, FlowControl.PAUSE, timer.executor());
            other.start(new Told() {
                @Override
                public void received(String message, Runnable consumed) {
                    WebSocketConnectionTest.<RuntimeException>sneak(thrown);
                }
            });
            assertThatCode(() -> other.assembly().text("message", true)).doesNotThrowAnyException();
            verify(throwing).close(any());
            other.ended(1011, "");
            assertThat(told).as(thrown.toString()).containsExactly("closed 1011");
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    @DisplayName("RTU-56: a ping after 20 s of silence, the end after 45 s")
    void silence_ends_the_connection() throws IOException {
        WebSocketConnection silent =
                new WebSocketConnection(socket, false, LIMITS, FlowControl.PAUSE, timer.executor(), timer::nanoTime);
        silent.start(new Told());
        timer.advance(Duration.ofSeconds(20));
        verify(socket, times(1)).ping();
        timer.advance(Duration.ofSeconds(25));
        assertThat(told).containsExactly("closed 1006");
        verify(socket, times(1)).close(any());
    }

    @Test
    @DisplayName("RTU-56: bytes of a message that is not whole yet break the silence")
    void bytes_break_the_silence() throws IOException {
        WebSocketConnection slow =
                new WebSocketConnection(socket, false, LIMITS, FlowControl.PAUSE, timer.executor(), timer::nanoTime);
        slow.start(new Told());
        for (int i = 0; i < 60; i++) {
            timer.advance(Duration.ofSeconds(1));
            slow.heard();
        }
        assertThat(told).isEmpty();
        verify(socket, never()).ping();
    }

    @Test
    @DisplayName("RTU-31: a message that an interrupt makes a blocked reader lose takes its connection with it")
    void an_interrupt_loses_no_message_silently() throws IOException {
        EngineSocket blocking = mock(EngineSocket.class);
        WebSocketConnection other =
                new WebSocketConnection(blocking, false, LIMITS, FlowControl.BLOCK, timer.executor());
        other.start(new Told());
        for (int i = 0; i < ReceiveWindow.MAX_MESSAGES; i++) {
            other.window().add(0);
        }
        Thread.currentThread().interrupt();
        other.assembly().text("lost", true);
        assertThat(Thread.interrupted()).isTrue();
        other.window().remove(0);
        other.assembly().text("the next one", true);
        verify(blocking).close(new CloseReason(CloseReason.INTERNAL_ERROR, "interrupted"));
        assertThat(told).isEmpty();
    }

    @Test
    void a_message_is_consumed_once() {
        for (int i = 0; i < ReceiveWindow.MAX_MESSAGES; i++) {
            connection.window().add(0);
        }
        connection.assembly().text("consumed twice by mistake", true);
        assertThat(connection.window().isFull()).isTrue();
    }

    private class Told implements ConnectionListener {

        @Override
        public void received(String message, Runnable consumed) {
            told.add(message);
            consumed.run();
            consumed.run();
        }

        @Override
        public void unreadable(MessageFault fault, String message, Runnable consumed) {
            told.add(fault.name());
            consumed.run();
        }

        @Override
        public void closed(Disconnect disconnect) {
            told.add("closed " + ((Disconnect.Closed) disconnect).code());
        }
    }
}
