package org.realtimeupdates.adapter.cli.simulation;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Turns logging off: simulated faults would fill the logs. */
final class Quiet {

    private static final Logger ALL = Logger.getLogger("org.realtimeupdates");

    private Quiet() {}

    static void logs() {
        ALL.setLevel(Level.OFF);
    }
}
