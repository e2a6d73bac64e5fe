package org.realtimeupdates.testfixtures.simulation;

import java.util.List;

/** Hears what a simulated store holds. */
interface StoreWitness {

    /** Hears nothing. */
    StoreWitness NONE = new StoreWitness() {
        @Override
        public void committed(List<StoreNote> notes) {}

        @Override
        public void lost(List<StoreNote> notes) {}
    };

    /** A transaction has committed. */
    void committed(List<StoreNote> notes);

    /** A transaction that had committed was lost in a crash: it need not have been durable. */
    void lost(List<StoreNote> notes);
}
