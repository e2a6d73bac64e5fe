package org.realtimeupdates.adapter.tyrus.client;

import org.glassfish.tyrus.core.HandshakeException;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.websocket.client.ConnectFailure;
import org.realtimeupdates.application.port.transport.Disconnect;

/** Says in our words why Tyrus could not connect. */
final class HandshakeFailure {

    /** What Tyrus takes where the server's answer has a status but breaks the protocol. */
    private static final int UNKNOWN_STATUS = 500;

    private HandshakeFailure() {}

    static Disconnect of(Throwable error) {
        for (@Nullable Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof HandshakeException handshake) {
                return answered(handshake);
            }
        }
        return ConnectFailure.of(error);
    }

    private static Disconnect answered(HandshakeException handshake) {
        int status = handshake.getHttpStatusCode();
        String message = handshake.getMessage();
        boolean told = message != null && message.contains(Integer.toString(status));
        return status == UNKNOWN_STATUS && !told ? ConnectFailure.noWebSocketServer() : new Disconnect.Refused(status);
    }
}
