package org.realtimeupdates.adapter.tyrus.client;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;
import org.glassfish.tyrus.spi.ClientEngine;
import org.glassfish.tyrus.spi.ClientEngine.ClientUpgradeInfo;
import org.glassfish.tyrus.spi.ClientEngine.ClientUpgradeStatus;
import org.glassfish.tyrus.spi.UpgradeRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;

class ClientFilterTest {

    private final WebSocketConnection connection = mock(WebSocketConnection.class, RETURNS_DEEP_STUBS);
    private final Connecting attempt = mock(Connecting.class);
    private final ClientEngine engine = mock(ClientEngine.class);
    private final ClientUpgradeInfo upgrade = mock(ClientUpgradeInfo.class, RETURNS_DEEP_STUBS);
    private final ClientFilter filter = new ClientFilter(engine, mock(UpgradeRequest.class), attempt);

    @Test
    @DisplayName("RTU-56: every piece of a frame is heard, long before the frame is whole")
    void everyPieceOfAFrameIsHeard() {
        when(engine.processResponse(any(), any(), any())).thenReturn(upgrade);
        when(upgrade.getUpgradeStatus()).thenReturn(ClientUpgradeStatus.SUCCESS);
        when(attempt.connection()).thenReturn(connection);
        HttpResponsePacket answer = HttpResponsePacket.builder(
                        org.glassfish.grizzly.http.HttpRequestPacket.builder().build())
                .status(101)
                .build();
        filter.handleRead(reading(answer, new byte[0]));
        for (int i = 0; i < 10; i++) {
            filter.handleRead(reading(answer, new byte[100]));
        }
        verify(connection, times(10)).heard();
    }

    private static FilterChainContext reading(HttpResponsePacket answer, byte[] bytes) {
        FilterChainContext context = mock(FilterChainContext.class, RETURNS_DEEP_STUBS);
        HttpContent content = HttpContent.builder(answer)
                .content(Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, bytes))
                .build();
        when(context.<HttpContent>getMessage()).thenReturn(content);
        return context;
    }
}
