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
     * Decides whether a client may connect. Asks the authenticator: may block. Has no effect on anything [RTU-52].
     *
     * @return what to answer
     */
    Admission admit(Handshake handshake);

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
