package org.realtimeupdates.testfixtures.simulation;

/** What happens around a call of a store: faults, crashes, slowness. */
interface Disk {

    /** A disk that never fails. */
    Disk PERFECT = new Disk() {
        @Override
        public void beforeCall(String port) {}

        @Override
        public void beforeCommit(String port) {}

        @Override
        public void afterCommit(String port) {}
    };

    /** A call begins. */
    void beforeCall(String port);

    /** Throws to fail the transaction: nothing has happened. */
    void beforeCommit(String port);

    /** Throws although all has happened. */
    void afterCommit(String port);
}
