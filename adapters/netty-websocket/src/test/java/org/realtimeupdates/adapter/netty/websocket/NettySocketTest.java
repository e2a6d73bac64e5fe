package org.realtimeupdates.adapter.netty.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.adapter.websocket.InboundLimits;
import org.realtimeupdates.adapter.websocket.ReceiveWindow;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;
import org.realtimeupdates.adapter.websocket.server.FrameGuard;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.testfixtures.network.RawClient;

class NettySocketTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<String> told = new ArrayList<>();
    private final List<Runnable> unconsumed = new ArrayList<>();
    private final WebSocketConnection connection = NettyConnection.ofServer(
            channel,
            Subprotocol.V1,
            new InboundLimits(1000, 10),
            new FrameGuard(1000, 100_000, System::nanoTime),
            mock(ScheduledExecutorService.class));

    @AfterEach
    void nothingIsLeaked() {
        channel.finishAndReleaseAll();
    }

    private void start() {
        connection.start(new Told());
    }

    private static byte[] text(String text) {
        return RawClient.frameBytes(true, RawClient.TEXT, text.getBytes(StandardCharsets.UTF_8), true);
    }

    private void receive(byte[] bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        channel.runPendingTasks();
    }

    private List<Integer> opcodesSent() {
        List<Integer> opcodes = new ArrayList<>();
        for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
            opcodes.add(sent.getByte(0) & 15);
            sent.release();
        }
        return opcodes;
    }

    @Test
    @DisplayName("RTU-50: frames in pieces of any size are the same messages")
    void framesInPieces() {
        start();
        for (byte each : text("grüße")) {
            receive(new byte[] {each});
        }
        byte[] two = Arrays.copyOf(text("one"), text("one").length + text("two").length);
        System.arraycopy(text("two"), 0, two, text("one").length, text("two").length);
        receive(two);
        assertThat(told).containsExactly("grüße", "one", "two");
    }

    @Test
    @DisplayName("RTU-56: every piece of a frame is heard, long before the frame is whole")
    void everyPieceOfAFrameIsHeard() {
        WebSocketConnection above = mock(WebSocketConnection.class, RETURNS_DEEP_STUBS);
        NettySocket socket = new NettySocket(channel, false, false, below -> above);
        EmbeddedChannel own = new EmbeddedChannel(new FrameReader(socket, 1000, null));
        byte[] frame = RawClient.frameBytes(true, RawClient.TEXT, new byte[100], false);
        for (int i = 0; i < 10; i++) {
            own.writeInbound(Unpooled.wrappedBuffer(frame, i * 10, 10));
        }
        verify(above, times(10)).heard();
        own.finishAndReleaseAll();
    }

    @Test
    void reading_stops_at_the_window_and_goes_on_when_something_is_consumed() {
        start();
        for (int i = 0; i < ReceiveWindow.MAX_MESSAGES - 1; i++) {
            receive(text("x"));
        }
        assertThat(channel.config().isAutoRead()).isTrue();
        receive(text("x"));
        assertThat(channel.config().isAutoRead()).isFalse();
        unconsumed.get(0).run();
        channel.runPendingTasks();
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void written_is_told_once_the_message_is_handed_over() {
        start();
        connection.send("grüße", () -> told.add("written"));
        assertThat(told).containsExactly("written");
        ByteBuf frame = channel.readOutbound();
        assertThat(frame.getByte(0)).isEqualTo((byte) 0x81);
        assertThat(frame.toString(2, frame.getByte(1), StandardCharsets.UTF_8)).isEqualTo("grüße");
        frame.release();
    }

    @Test
    void pings_of_a_peer_that_reads_nothing_are_not_answered() {
        start();
        receive(RawClient.frameBytes(true, RawClient.PING, new byte[3], true));
        assertThat(opcodesSent()).containsExactly(RawClient.PONG);
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        receive(RawClient.frameBytes(true, RawClient.PING, new byte[3], true));
        assertThat(opcodesSent()).isEmpty();
    }

    @Test
    @DisplayName("RTU-3: nothing behind a broken frame is looked at, and its end is told at once")
    void nothing_behind_a_broken_frame_counts() {
        start();
        receive(RawClient.frameBytes(true, 3, new byte[0], true));
        receive(text("late"));
        assertThat(told).containsExactly("closed 1002");
        assertThat(opcodesSent()).containsExactly(RawClient.CLOSE);
    }

    @Test
    void a_peer_that_sends_on_behind_the_end_is_cut() {
        start();
        connection.close(new CloseReason(CloseReason.REPLACED, "replaced"));
        channel.runPendingTasks();
        for (int i = 0; i < 1100 && channel.isOpen(); i++) {
            receive(text("x".repeat(1000)));
        }
        assertThat(channel.isOpen()).isFalse();
        assertThat(told).containsExactly("closed 4409");
    }

    private final class Told implements ConnectionListener {

        @Override
        public void received(String message, Runnable consumed) {
            told.add(message);
            unconsumed.add(consumed);
        }

        @Override
        public void unreadable(MessageFault fault, String message, Runnable consumed) {
            told.add(fault.name());
        }

        @Override
        public void closed(Disconnect disconnect) {
            told.add("closed " + ((Disconnect.Closed) disconnect).code());
        }
    }
}
