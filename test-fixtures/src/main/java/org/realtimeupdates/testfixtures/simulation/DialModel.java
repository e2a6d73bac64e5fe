package org.realtimeupdates.testfixtures.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import org.realtimeupdates.domain.Device;

/**
 * What must be true of the attempts of one app to connect: they become rarer as long as its connections end young and bring
 * nothing. As delays are drawn from zero on, a single one says nothing, but many in a short time are next to impossible: 20
 * delays within 20 seconds come up once in more than 10<sup>15</sup> times.
 */
final class DialModel {

    private static final int MOST = 20;
    private static final long TIME = 20 * SimulatedLink.SECOND;

    private final Device device;
    private final Oracle oracle;

    /** When it dialled of late without having been asked to, the oldest first. */
    private final Deque<Long> dials = new ArrayDeque<>();

    /** Attempts that the app is asked for come at once. */
    private int asked;

    DialModel(Device device, Oracle oracle) {
        this.device = device;
        this.oracle = oracle;
    }

    /** The app starts: it knows of no delays. */
    void started() {
        progress();
    }

    /** A person wants it to connect. */
    void asked() {
        asked++;
    }

    /** An update took effect: at the end of the backlog the delays may begin anew. */
    void progress() {
        dials.clear();
        asked = 0;
    }

    void dialled(long now) {
        while (!dials.isEmpty() && dials.element() <= now - TIME) {
            dials.remove();
        }
        dials.add(now);
        if (dials.size() > MOST + asked) {
            oracle.violated(device + " connected " + dials.size() + " times within " + TIME / SimulatedLink.SECOND
                    + " s, and nothing came of it");
        }
    }
}
