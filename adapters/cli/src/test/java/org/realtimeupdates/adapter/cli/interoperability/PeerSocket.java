package org.realtimeupdates.adapter.cli.interoperability;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** A WebSocket of some Java library, as the peers in Java use it. Does not block; messages leave in the order of the calls. */
interface PeerSocket {

    void send(String text, boolean binary);

    void sendBytes(byte[] bytes);

    /** One message in several frames. */
    void sendFragments(List<String> fragments, boolean binary);

    void ping();

    void close();

    /** What happens on it. */
    interface Listener {

        /**
         * It is open.
         *
         * @param subprotocol empty where none was agreed on
         */
        void opened(PeerSocket socket, String subprotocol);

        /** It was not opened. */
        void refused(int status);

        void received(PeerSocket socket, String message, boolean binary);

        void ponged();

        void closed(int code);
    }

    /** Opens one; tells the listener how it went. */
    interface Opener {
        void open(Handshake handshake, Listener listener);
    }

    /** What to ask the server for. */
    record Handshake(URI url, List<String> subprotocols, Map<String, String> headers) {}
}
