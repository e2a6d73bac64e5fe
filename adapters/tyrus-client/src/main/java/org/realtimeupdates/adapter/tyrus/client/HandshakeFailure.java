package org.realtimeupdates.adapter.tyrus.client;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.glassfish.tyrus.core.HandshakeException;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.transport.Disconnect;

/** Says in our words why Tyrus could not connect. Quotes nothing that came from outside. */
final class HandshakeFailure {

    /** What Tyrus takes where the server's answer has a status but breaks the protocol. */
    private static final int UNKNOWN_STATUS = 500;

    private HandshakeFailure() {}

    static Disconnect of(Throwable error) {
        for (Throwable cause = error; cause != null; cause = next(cause)) {
            if (cause instanceof HandshakeException handshake) {
                return answered(handshake);
            }
            String reason = reason(cause);
            if (reason != null) {
                return new Disconnect.Failed(reason);
            }
        }
        return new Disconnect.Failed("no connection: " + error.getClass().getSimpleName());
    }

    private static Disconnect answered(HandshakeException handshake) {
        int status = handshake.getHttpStatusCode();
        String message = handshake.getMessage();
        boolean told = message != null && message.contains(Integer.toString(status));
        if (status == UNKNOWN_STATUS && !told) {
            return new Disconnect.Failed("the answer is not that of a WebSocket server");
        }
        return new Disconnect.Refused(status);
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
        if (cause instanceof ProxyTunnel.RefusedException) {
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
