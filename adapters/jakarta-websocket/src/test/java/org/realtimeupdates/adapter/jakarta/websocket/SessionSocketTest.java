package org.realtimeupdates.adapter.jakarta.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.realtimeupdates.adapter.websocket.FlowControl;
import org.realtimeupdates.adapter.websocket.InboundLimits;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Subprotocol;

class SessionSocketTest {

    private final Session session = mock(Session.class);
    private final RemoteEndpoint.Async remote = mock(RemoteEndpoint.Async.class);
    private final List<Object> sent = new ArrayList<>();
    private final List<SendHandler> underWay = new ArrayList<>();
    private final List<Throwable> told = new ArrayList<>();
    private final ConnectionListener listener = mock(ConnectionListener.class);

    @BeforeEach
    void open() {
        when(session.getAsyncRemote()).thenReturn(remote);
        doAnswer(call -> sent.add(call.getArgument(0)) && underWay.add(call.getArgument(1)))
                .when(remote)
                .sendText(anyString(), any());
        doAnswer(call -> sent.add(call.getArgument(0)) && underWay.add(call.getArgument(1)))
                .when(remote)
                .sendBinary(any(), any());
    }

    @Test
    void messages_are_of_the_kind_that_was_agreed() {
        new SessionSocket(session, false).send("grüße", told::add);
        new SessionSocket(session, true).send("grüße", told::add);
        assertThat(sent).containsExactly("grüße", ByteBuffer.wrap("grüße".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void what_becomes_of_a_message_is_told() {
        SessionSocket socket = new SessionSocket(session, false);
        IOException broken = new IOException("broken pipe");
        socket.send("message", told::add);
        underWay.get(0).onResult(new SendResult(session));
        underWay.get(0).onResult(new SendResult(session, broken));
        assertThat(told).containsExactly(null, broken);
    }

    @Test
    void what_arrives_is_delivered() {
        WebSocketConnection connection = SessionSocket.connection(
                session,
                Subprotocol.V1,
                new InboundLimits(100, 10),
                FlowControl.PAUSE,
                mock(ScheduledExecutorService.class));
        connection.start(listener);
        @SuppressWarnings("unchecked")
        ArgumentCaptor<MessageHandler.Partial<String>> reader = ArgumentCaptor.forClass(MessageHandler.Partial.class);
        verify(session).addMessageHandler(eq(String.class), reader.capture());
        verify(session).setMaxIdleTimeout(-1);
        reader.getValue().onMessage("mess", false);
        reader.getValue().onMessage("age", true);
        verify(listener).received(eq("message"), any());
    }

    @Test
    void a_close_says_why_in_what_may_be_sent() throws IOException {
        new SessionSocket(session, false).close(new CloseReason(1006, "grüße"));
        ArgumentCaptor<jakarta.websocket.CloseReason> reason =
                ArgumentCaptor.forClass(jakarta.websocket.CloseReason.class);
        verify(session).close(reason.capture());
        assertThat(reason.getValue().getCloseCode().getCode()).isEqualTo(1000);
        assertThat(reason.getValue().getReasonPhrase()).isEqualTo("gr??e");
    }

    @Test
    void a_ping_is_sent() throws IOException {
        new SessionSocket(session, false).ping();
        verify(remote).sendPing(any());
    }
}
