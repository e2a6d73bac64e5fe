package org.realtimeupdates.adapter.jetty.server;

import java.util.Iterator;
import java.util.Set;
import org.eclipse.jetty.ee10.websocket.jakarta.common.JakartaWebSocketSession;
import org.eclipse.jetty.ee10.websocket.jakarta.common.JakartaWebSocketSessionListener;

/** Lets go of what Jetty keeps for each session that this endpoint has no use for: decoders of objects, traces of the handshake. */
final class LeanSessions implements JakartaWebSocketSessionListener {

    private static final Set<String> OF_THE_HANDSHAKE = Set.of(
            "jakarta.websocket.endpoint.remoteAddress",
            "jakarta.websocket.endpoint.localAddress",
            "jakarta.websocket.upgrade.locales");

    @Override
    public void onJakartaWebSocketSessionOpened(JakartaWebSocketSession session) {
        session.getUserProperties().keySet().removeAll(OF_THE_HANDSHAKE);
        Iterator<?> decoders = session.getDecoders().iterator();
        while (decoders.hasNext()) {
            decoders.next();
            decoders.remove();
        }
    }

    @Override
    public void onJakartaWebSocketSessionClosed(JakartaWebSocketSession session) {}
}
