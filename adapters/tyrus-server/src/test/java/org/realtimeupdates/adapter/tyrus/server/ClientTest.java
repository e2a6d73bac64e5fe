package org.realtimeupdates.adapter.tyrus.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.util.Arrays;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;
import org.realtimeupdates.adapter.websocket.server.FrameGuard;
import org.realtimeupdates.testfixtures.network.RawClient;

class ClientTest {

    private final WebSocketConnection connection = mock(WebSocketConnection.class);
    private final Client client =
            new Client(mock(Connection.class, RETURNS_DEEP_STUBS), new FrameGuard(1000, 1000, System::nanoTime));

    @Test
    @DisplayName("RTU-56: every piece of a frame is heard, long before the frame is whole")
    void everyPieceOfAFrameIsHeard() {
        client.opened(connection);
        byte[] frame = RawClient.frameBytes(true, RawClient.TEXT, new byte[1000], true);
        for (int i = 0; i < 10; i++) {
            byte[] piece = Arrays.copyOfRange(frame, i * 100, i * 100 + 100);
            assertThat(client.receive(Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, piece)))
                    .isEmpty();
        }
        verify(connection, times(10)).heard();
    }
}
