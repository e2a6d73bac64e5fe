package org.realtimeupdates.testfixtures.simulation;

import java.util.List;

/** Tells the oracle what the store of the server holds. */
final class ServerWitness implements StoreWitness {

    private final World world;

    ServerWitness(World world) {
        this.world = world;
    }

    @Override
    public void committed(List<StoreNote> notes) {
        Oracle oracle = world.oracle();
        for (StoreNote note : notes) {
            world.trace("server", note);
            if (note instanceof StoreNote.Appended appended) {
                checkJoined(appended, notes);
                oracle.appended(appended.mailbox(), appended.ref(), appended.frame(), appended.reset());
            } else if (note instanceof StoreNote.Removed removed) {
                oracle.mailbox(removed.mailbox()).removed(removed.ref());
            } else if (note instanceof StoreNote.LetGo letGo) {
                oracle.letGo(letGo.mailbox(), letGo.ref());
            } else if (note instanceof StoreNote.Registered registered) {
                oracle.registered(registered.device());
            } else if (note instanceof StoreNote.CommandEffect effect) {
                effect.ref().ifPresent(ref -> oracle.commands(effect.device()).effect(ref));
            } else if (note instanceof StoreNote.Handled handled) {
                oracle.commands(handled.device()).handled(handled.ref(), handled.outcome());
            }
        }
    }

    /** What a handler publishes is published with the outcome of its command, or not at all. */
    private void checkJoined(StoreNote.Appended appended, List<StoreNote> notes) {
        if (appended.ref().value().startsWith("h-") && notes.stream().noneMatch(StoreNote.Handled.class::isInstance)) {
            world.oracle().violated("update " + appended.ref() + " of a handler was published without its outcome");
        }
    }

    @Override
    public void lost(List<StoreNote> notes) {
        for (StoreNote note : notes) {
            if (note instanceof StoreNote.Removed removed) {
                world.trace("server", "lost", note.subject());
                world.happened(Sometimes.REMOVAL_LOST_IN_A_CRASH);
                world.oracle().mailbox(removed.mailbox()).removalLost(removed.ref());
            }
        }
    }
}
