package org.realtimeupdates.testfixtures.crash;

/** One process of the application, from its start to its death. Belongs to one thread. */
final class Life {

    private final int deadlyCall;
    private int calls;
    private boolean dead;
    private String place = "";
    private String end = "";

    /** @param deadlyCall at which call it dies, from 1; 0 for never */
    Life(int deadlyCall) {
        this.deadlyCall = deadlyCall;
    }

    /** A call of a port, or its return: the process may die of it. A dead one does nothing more. */
    void call(String what) {
        if (dead) {
            throw new Death();
        }
        calls++;
        if (calls == deadlyCall) {
            dead = true;
            end = place + what;
            throw new Death();
        }
    }

    /** Where the calls that follow come from; empty for nowhere in particular. */
    void enter(String where) {
        place = where;
    }

    /** Runs a task of the process, unless it is dead. */
    void run(Runnable task) {
        if (dead) {
            return;
        }
        try {
            task.run();
        } catch (Death e) {
            if (!dead) {
                throw new IllegalStateException("the death of another process", e);
            }
        }
    }

    boolean isDead() {
        return dead;
    }

    /** The call that it died of; empty while it lives. */
    String end() {
        return end;
    }
}
