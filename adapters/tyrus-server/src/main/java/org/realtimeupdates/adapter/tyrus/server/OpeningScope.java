package org.realtimeupdates.adapter.tyrus.server;

import java.io.IOException;
import org.glassfish.tyrus.spi.Writer;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;
import org.realtimeupdates.application.server.Admission;

/**
 * Carries a decision through Tyrus' handshake, and the opened connection back, both on one thread: nothing of it can be said or
 * guessed by a client.
 */
final class OpeningScope {

    private static final ThreadLocal<@Nullable OpeningScope> CURRENT = new ThreadLocal<>();

    private final Admission admission;
    private final Opening opening;

    private OpeningScope(Admission admission, Opening opening) {
        this.admission = admission;
        this.opening = opening;
    }

    /**
     * Lets Tyrus shake hands.
     *
     * @param opening told of the connection that is opened by that
     */
    static void open(Admission.Accepted accepted, Opening opening, Handshaking handshaking) throws IOException {
        CURRENT.set(new OpeningScope(accepted, opening));
        try {
            handshaking.run();
        } finally {
            CURRENT.remove();
        }
    }

    /** The decision on the handshake that is under way on this thread; a refusal where there is none. */
    static Admission admission() {
        OpeningScope scope = CURRENT.get();
        return scope == null ? new Admission.Refused(403, "not admitted") : scope.admission;
    }

    /** The handshake under way on this thread, if any, has led to this connection. */
    static void opened(WebSocketConnection connection) {
        OpeningScope scope = CURRENT.get();
        if (scope != null) {
            scope.opening.opened(connection);
        }
    }

    /** What the connection that the handshake under way on this thread opens is to write by. */
    static Writer writer(Writer writer) {
        OpeningScope scope = CURRENT.get();
        return scope == null ? writer : new FarewellWriter(writer, scope.opening::farewell);
    }

    /** Whose connection opens. */
    interface Opening {

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
