package org.realtimeupdates.adapter.websocket;

import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;

/** What a container calls for what arrives: parts, so that they can be counted before there is a whole message. */
final class Inbound {

    private final MessageAssembly assembly;
    private final Heartbeat heartbeat;

    Inbound(MessageAssembly assembly, Heartbeat heartbeat) {
        this.assembly = assembly;
        this.heartbeat = heartbeat;
    }

    void attach(Session session) {
        session.addMessageHandler(String.class, new TextHandler());
        session.addMessageHandler(ByteBuffer.class, new BinaryHandler());
        session.addMessageHandler(PongMessage.class, new PongHandler());
    }

    private final class TextHandler implements MessageHandler.Partial<String> {

        @Override
        public void onMessage(String part, boolean last) {
            heartbeat.heard();
            assembly.text(part, last);
        }
    }

    private final class BinaryHandler implements MessageHandler.Partial<ByteBuffer> {

        @Override
        public void onMessage(ByteBuffer part, boolean last) {
            heartbeat.heard();
            assembly.binary(part, last);
        }
    }

    private final class PongHandler implements MessageHandler.Whole<PongMessage> {

        @Override
        public void onMessage(PongMessage pong) {
            heartbeat.heard();
        }
    }
}
