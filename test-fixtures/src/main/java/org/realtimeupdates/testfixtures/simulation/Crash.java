package org.realtimeupdates.testfixtures.simulation;

/** The process dies here: unwinds what runs, which changes nothing any more. */
final class Crash extends Error {

    private static final long serialVersionUID = 1L;

    Crash() {
        super("the process has died", null, false, false);
    }
}
