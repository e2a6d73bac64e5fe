package org.realtimeupdates.testfixtures.simulation;

/** A kind of thing that goes wrong, or that makes trouble, in a simulated history. Each history draws which are on, and how often. */
public enum Fault {
    /** A connection breaks off at a message. */
    CUT(0.08),
    /** A connection goes silent, one way or both; a timeout ends it. */
    BLACK_HOLE(0.25),
    /** The peer of a process that died learns of it by a timeout only. */
    HALF_OPEN(0.7),
    /** No connection comes about. */
    REFUSED_CONNECT(0.3),
    /** A handshake takes long; it may be answered after the app gave it up. */
    SLOW_CONNECT(0.3),
    /** A second handshake of the same device arrives; nobody uses its connection. */
    DUPLICATE_CONNECT(0.25),
    /** A message takes long. */
    SLOW_MESSAGE(0.1),
    /** A connection holds few messages at a time. */
    BACKPRESSURE(0.4),
    /** A token is not accepted. */
    TOKEN_REFUSED(0.3),
    /** There is no token, or it cannot be checked. */
    TOKEN_UNAVAILABLE(0.2),
    /** The app dies, at a call of a port. */
    APP_CRASH(0.02),
    /** The server dies, at a call of a port. */
    SERVER_CRASH(0.008),
    /** The app's store throws, and nothing has happened. */
    APP_STORE_ERROR(0.08),
    /** The app's store throws, and all has happened. */
    APP_STORE_UNKNOWN(0.05),
    /** The app's store takes no writes for a while. */
    APP_DISK_FULL(0.01),
    /** The server's store throws, and nothing has happened. */
    SERVER_STORE_ERROR(0.04),
    /** The server's store throws, and all has happened. */
    SERVER_STORE_UNKNOWN(0.03),
    /** The server's store takes no writes for a while. */
    SERVER_DISK_FULL(0.005),
    /** A call of a store takes long. */
    SLOW_STORE(0.05),
    /** The wall clock of an app is set anew. */
    APP_CLOCK_JUMP(0.1),
    /** The wall clock of the server is set anew. */
    SERVER_CLOCK_JUMP(0.05),
    /** The app goes to the background, or comes back. */
    BACKGROUND(0.4),
    /** The app is ended in order and started again. */
    APP_RESTART(0.1),
    /** The server closes its connections and is started again. */
    SERVER_RESTART(0.05),
    /** A specific action fails, some times or always. */
    ACTION_FAILS(0.25),
    /** A specific action kills the app, some times or always. */
    ACTION_KILLS(0.1),
    /** A specific action takes long. */
    ACTION_SLOW(0.2),
    /** An update has a type that the app learns later. */
    UNKNOWN_TYPE(0.2),
    /** The app learns the later types. */
    UPGRADE(0.15),
    /** Updates in quarantine are tried again. */
    REPLAY(0.2),
    /** Updates in quarantine are let go. */
    DISCARD(0.1),
    /** A ref is published again with the same content. */
    PUBLISHED_AGAIN(0.15),
    /** A ref is published again with other content. */
    PUBLISHED_OTHERWISE(0.1),
    /** A handler of commands fails after it has written. */
    HANDLER_FAILS(0.3),
    /** All that waits in a mailbox is dropped by hand. */
    MAILBOX_DROPPED(0.03),
    /** For a while each connection that opens ends soon. */
    FLAPPING(0.1);

    private final double mostOften;

    Fault(double mostOften) {
        this.mostOften = mostOften;
    }

    /** The highest probability that a history draws, for each occasion. */
    double mostOften() {
        return mostOften;
    }
}
