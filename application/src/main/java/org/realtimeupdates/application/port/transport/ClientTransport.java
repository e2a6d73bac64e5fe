package org.realtimeupdates.application.port.transport;

/** Opens WebSockets from the app to the server. Thread-safe. */
@FunctionalInterface
public interface ClientTransport {

    /**
     * Begins to connect and returns at once. Exactly one of the two methods of {@code attempt} is called, within the
     * request's timeout, on the transport's thread.
     */
    void connect(ConnectRequest request, ConnectAttempt attempt);

    /** What becomes of an attempt to connect. */
    interface ConnectAttempt {

        /**
         * The connection is open.
         *
         * @return who hears of it from now on
         */
        ConnectionListener opened(Connection connection, Subprotocol subprotocol);

        /** No connection came about. */
        void failed(Disconnect disconnect);
    }
}
