package org.realtimeupdates.application.port.transport;

/** One open WebSocket. Callable from any thread; no method blocks. */
public interface Connection {

    /**
     * Sends one message. At most one is under way: the next call comes after {@code written}. When it cannot be sent, or
     * the connection is closed, {@link ConnectionListener#closed} tells and {@code written} is never called.
     *
     * @param written called on any thread once the message was handed to the operating system
     */
    void send(String message, Runnable written);

    /**
     * Closes the connection, after a message that is under way where it can still be sent. {@link ConnectionListener#closed}
     * follows within a few seconds whatever the peer does. Idempotent.
     */
    void close(CloseReason reason);
}
