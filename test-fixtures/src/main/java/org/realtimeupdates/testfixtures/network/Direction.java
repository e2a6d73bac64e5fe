package org.realtimeupdates.testfixtures.network;

/** Which way bytes flow through a {@link TcpFaultProxy}. */
public enum Direction {
    /** From the side that connected to the target. */
    TO_SERVER,
    /** From the target to the side that connected. */
    TO_CLIENT
}
