package org.realtimeupdates.application.port.transport;

/**
 * What a transport tells about one connection. Calls come one at a time, in order, on the transport's thread; no call
 * blocks. After {@link #closed} nothing more comes.
 */
public interface ConnectionListener {

    /**
     * A whole message arrived.
     *
     * @param message its text; of a binary message the decoded UTF-8
     * @param consumed run by the listener, on any thread, once it has no more need of the message. A transport lets only a
     *     bounded amount be outstanding and stops reading until some is consumed.
     */
    void received(String message, Runnable consumed);

    /**
     * A whole message arrived that is no text to be read; the connection is still open.
     *
     * @param fault what is wrong with it
     * @param message as much of it as can be shown; undecodable bytes replaced
     */
    void unreadable(MessageFault fault, String message, Runnable consumed);

    /** The connection is closed. Called exactly once. */
    void closed(Disconnect disconnect);

    /** Why a message cannot be read, with the code a server closes with [RTU-3]. */
    enum MessageFault {
        INVALID_UTF8(CloseReason.INVALID_UTF8, "no valid UTF-8"),
        /** A text message where binary ones were agreed, or the other way round. */
        WRONG_KIND(CloseReason.UNSUPPORTED_DATA, "text where binary messages were agreed, or the other way round");

        private final int closeCode;
        private final String reason;

        MessageFault(int closeCode, String reason) {
            this.closeCode = closeCode;
            this.reason = reason;
        }

        /** For people. */
        public String reason() {
            return reason;
        }

        public int closeCode() {
            return closeCode;
        }
    }
}
