package org.realtimeupdates.application.port.transport;

/** How a connection, or the attempt to make one, ended. */
public sealed interface Disconnect {

    /**
     * It was open and is closed: by either side's close frame, or with code 1006 without one.
     *
     * @param reason the peer's text where it sent one: not trusted
     */
    record Closed(int code, String reason) implements Disconnect {}

    /** The server answered the handshake with that HTTP status. */
    record Refused(int status) implements Disconnect {}

    /**
     * No connection came about: no route, no answer in time, not a WebSocket server.
     *
     * @param reason for people; holds no token
     */
    record Failed(String reason) implements Disconnect {}

    /** In one line, for people; the peer's own words are left to the caller. */
    default String summary() {
        if (this instanceof Closed closed) {
            return "closed " + closed.code();
        }
        if (this instanceof Refused refused) {
            return "refused with status " + refused.status();
        }
        return ((Failed) this).reason();
    }
}
