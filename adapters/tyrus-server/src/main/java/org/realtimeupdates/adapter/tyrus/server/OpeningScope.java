package org.realtimeupdates.adapter.tyrus.server;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.websocket.SessionConnection;
import org.realtimeupdates.application.server.Admission;

/**
 * Carries a decision through Tyrus' handshake, and the opened connection back, both on one thread: nothing of it can be said or
 * guessed by a client.
 */
final class OpeningScope {

    private static final ThreadLocal<@Nullable OpeningScope> CURRENT = new ThreadLocal<>();

    private final Admission admission;
    private final Consumer<SessionConnection> opened;

    private OpeningScope(Admission admission, Consumer<SessionConnection> opened) {
        this.admission = admission;
        this.opened = opened;
    }

    /**
     * Lets Tyrus shake hands.
     *
     * @param opened told of the connection that was opened by that, before the application is
     */
    static void open(Admission.Accepted accepted, Consumer<SessionConnection> opened, Handshaking handshaking)
            throws IOException {
        CURRENT.set(new OpeningScope(accepted, opened));
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
    static void opened(SessionConnection connection) {
        OpeningScope scope = CURRENT.get();
        if (scope != null) {
            scope.opened.accept(connection);
        }
    }

    /** What shakes hands. */
    interface Handshaking {
        void run() throws IOException;
    }
}
