package org.realtimeupdates.testfixtures.network;

/** What a {@link TcpFaultProxy} does to a connection at a byte of it. */
public enum ByteFault {
    /** Both sides are told the end with FIN. */
    CUT,
    /** Both sides are told the end with RST. */
    RESET,
    /** That direction ends with FIN, the other goes on; what is sent in it further is lost. */
    HALF_CLOSE,
    /** The client is told the end with FIN, the server is told nothing and hears nothing more. */
    CUT_AT_CLIENT,
    /** The server is told the end with FIN, the client is told nothing and hears nothing more. */
    CUT_AT_SERVER,
    /** Nobody is told anything: what either side sends is lost. */
    BLACK_HOLE,
    /** Nothing more goes in that direction, on no connection, until {@link TcpFaultProxy#resume}. */
    STALL
}
