package org.realtimeupdates.adapter.jakarta.websocket;

import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;

/** What a container calls for what arrives: parts, so that they can be counted before there is a whole message. */
final class Inbound {

    private final WebSocketConnection connection;

    Inbound(WebSocketConnection connection) {
        this.connection = connection;
    }

    void attach(Session session) {
        session.addMessageHandler(String.class, new TextHandler());
        session.addMessageHandler(ByteBuffer.class, new BinaryHandler());
        session.addMessageHandler(PongMessage.class, new PongHandler());
    }

    private final class TextHandler implements MessageHandler.Partial<String> {

        @Override
        public void onMessage(String part, boolean last) {
            connection.heard();
            connection.assembly().text(part, last);
        }
    }

    private final class BinaryHandler implements MessageHandler.Partial<ByteBuffer> {

        @Override
        public void onMessage(ByteBuffer part, boolean last) {
            connection.heard();
            connection.assembly().binary(part, last);
        }
    }

    private final class PongHandler implements MessageHandler.Whole<PongMessage> {

        @Override
        public void onMessage(PongMessage pong) {
            connection.heard();
        }
    }
}
