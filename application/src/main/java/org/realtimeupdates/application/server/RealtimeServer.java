package org.realtimeupdates.application.server;

import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;

/** The server's half, as a transport sees it. Thread-safe. */
public interface RealtimeServer extends AutoCloseable {

    /** The path it is reached under [RTU-50]. */
    String PATH = "/realtime";

    /** The largest message of a client, in bytes, unless configured otherwise [RTU-4]. */
    int DEFAULT_MAX_MESSAGE_BYTES = 64 << 10;

    /**
     * A handshake has been read. Of two connections of a device the one whose handshake got the higher number is the newer [RTU-54]: to be
     * called on the thread that read it, before anything that can overtake. Returns at once.
     *
     * @return its number
     */
    long arrived();

    /**
     * Decides whether a client may connect. Asks the authenticator: may block. Has no effect on anything [RTU-52].
     *
     * @param arrival what {@link #arrived} gave for it
     * @return what to answer
     */
    Admission admit(Handshake handshake, long arrival);

    /** The same for a handshake that is decided where it is read. */
    default Admission admit(Handshake handshake) {
        return admit(handshake, arrived());
    }

    /**
     * Takes over an open connection. Returns at once; an older connection of the same device is closed with 4409 [RTU-54].
     *
     * @return who hears of it from now on
     */
    ConnectionListener open(Admission.Accepted admission, Connection connection);

    /**
     * Closes every connection with 1001 and admits none any more. Returns at once; the transport is stopped by its owner, after this.
     * Idempotent.
     */
    @Override
    void close();
}
