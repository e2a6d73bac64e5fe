package org.realtimeupdates.adapter.cli.kill;

import java.util.Set;

/**
 * What a run of the harness does.
 *
 * @param store the server's {@code --store}
 * @param victims who is killed each time
 * @param kills how often
 * @param seed of the moments of the kills
 * @param client the program that plays the app: {@code listen}, or a wrong variant of it
 */
record KillPlan(String store, Set<Victim> victims, int kills, long seed, Class<?> client) {

    /** Who can be killed. */
    enum Victim {
        CLIENT,
        SERVER
    }
}
