package org.realtimeupdates.adapter.tyrus.server;

import java.io.IOException;
import org.glassfish.tyrus.spi.Writer;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.jakarta.websocket.Opening;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;
import org.realtimeupdates.application.server.Admission;

/**
 * Carries a decision through Tyrus' handshake, and the opened connection back, both on one thread: nothing of it can be said or
 * guessed by a client.
 */
final class OpeningScope {

    private static final ThreadLocal<@Nullable OpeningScope> CURRENT = new ThreadLocal<>();

    private final Admission admission;
    private final Peer peer;

    private OpeningScope(Admission admission, Peer peer) {
        this.admission = admission;
        this.peer = peer;
    }

    /**
     * Lets Tyrus shake hands.
     *
     * @param peer told of the connection that is opened by that
     */
    static void open(Admission.Accepted accepted, Peer peer, Handshaking handshaking) throws IOException {
        CURRENT.set(new OpeningScope(accepted, peer));
        try {
            handshaking.run();
        } finally {
            CURRENT.remove();
        }
    }

    /** The handshake that is under way on this thread; a refused one where there is none. */
    static Opening opening() {
        OpeningScope scope = CURRENT.get();
        return scope == null
                ? Opening.of(new Admission.Refused(403, "not admitted"))
                : new Opening(scope.admission, scope.peer::opened);
    }

    /** What the connection that the handshake under way on this thread opens is to write by. */
    static Writer writer(Writer writer) {
        OpeningScope scope = CURRENT.get();
        return scope == null ? writer : new FarewellWriter(writer, scope.peer::farewell);
    }

    /** Whose connection opens. */
    interface Peer {

        /** It is open; before the application is told. */
        void opened(WebSocketConnection connection);

        /**
         * The last frame is on its way to the client.
         *
         * @param closing closes the socket; to be run once
         */
        void farewell(Runnable closing);
    }

    /** What shakes hands. */
    interface Handshaking {
        void run() throws IOException;
    }
}
