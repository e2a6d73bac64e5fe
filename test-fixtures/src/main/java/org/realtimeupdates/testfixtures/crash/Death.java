package org.realtimeupdates.testfixtures.crash;

/** The process dies here: unwinds what runs. */
final class Death extends Error {

    private static final long serialVersionUID = 1L;

    Death() {
        super("the process has died", null, false, false);
    }
}
