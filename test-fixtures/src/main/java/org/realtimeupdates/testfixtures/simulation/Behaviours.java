package org.realtimeupdates.testfixtures.simulation;

import java.util.HashMap;
import java.util.Map;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** How the specific actions take each update: as drawn when it was published. */
final class Behaviours {

    private static final Behaviour FINE = new Behaviour(Trouble.NONE, 0, false);

    private final World world;
    private final Map<String, Behaviour> drawn = new HashMap<>();

    Behaviours(World world) {
        this.world = world;
    }

    /** What a specific action does about an update. */
    enum Trouble {
        NONE,
        SLOW,
        FAILS,
        KILLS
    }

    /**
     * How an update is taken.
     *
     * @param times how often there is trouble on each device
     * @param followUp whether a command is sent with its effect
     */
    record Behaviour(Trouble trouble, int times, boolean followUp) {}

    void draw(String user, AccountType account, Ref ref, boolean followUp) {
        Faults faults = world.faults();
        Trouble trouble = Trouble.NONE;
        int times = 0;
        if (faults.strikes(Fault.ACTION_KILLS)) {
            trouble = Trouble.KILLS;
            times = faults.parameter(2) == 0 ? 1 + faults.parameter(3) : Integer.MAX_VALUE;
        } else if (faults.strikes(Fault.ACTION_FAILS)) {
            trouble = Trouble.FAILS;
            times = faults.parameter(2) == 0 ? 1 + faults.parameter(6) : Integer.MAX_VALUE;
        } else if (faults.strikes(Fault.ACTION_SLOW)) {
            trouble = Trouble.SLOW;
            times = 1 + faults.parameter(10_000);
        }
        if (trouble != Trouble.NONE || followUp) {
            drawn.put(key(user, account, ref), new Behaviour(trouble, times, followUp));
        }
    }

    Behaviour of(String user, AccountType account, Ref ref) {
        return drawn.getOrDefault(key(user, account, ref), FINE);
    }

    private static String key(String user, AccountType account, Ref ref) {
        return user + "/" + account.wireName() + "/" + ref;
    }
}
