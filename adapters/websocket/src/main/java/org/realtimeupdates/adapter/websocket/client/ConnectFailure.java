package org.realtimeupdates.adapter.websocket.client;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.transport.Disconnect;

/** Says in our words why no connection came about. Quotes nothing that came from outside. */
public final class ConnectFailure {

    private ConnectFailure() {}

    /** The first cause that says something. */
    public static Disconnect of(Throwable error) {
        for (Throwable cause = error; cause != null; cause = next(cause)) {
            String reason = reason(cause);
            if (reason != null) {
                return new Disconnect.Failed(reason);
            }
        }
        return new Disconnect.Failed("no connection: " + error.getClass().getSimpleName());
    }

    /** The answer has a status but breaks the protocol. */
    public static Disconnect noWebSocketServer() {
        return new Disconnect.Failed("the answer is not that of a WebSocket server");
    }

    private static @Nullable String reason(Throwable cause) {
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return "unknown host";
        }
        if (cause instanceof SSLException) {
            return "TLS failed: " + cause.getClass().getSimpleName();
        }
        if (cause instanceof ConnectException) {
            return "connection refused";
        }
        if (cause instanceof ProxyHandshake.RefusedException) {
            return "the proxy refused";
        }
        if (cause instanceof EOFException) {
            return "the server hung up";
        }
        if (cause instanceof TimeoutException || cause instanceof SocketTimeoutException) {
            return "no answer in time";
        }
        return null;
    }

    private static @Nullable Throwable next(Throwable cause) {
        Throwable next = cause.getCause();
        return next == cause ? null : next;
    }
}
