package org.realtimeupdates.application.client;

import java.time.InstantSource;

/** What the lanes of a client share. */
record LaneWork(
        ManageUpdate manageUpdate,
        ManageQuarantine manageQuarantine,
        CommandSender commands,
        InstantSource clock,
        ClientOptions options) {

    int maxBatch() {
        return options.maxBatch();
    }

    ClientOptions.Retention retention() {
        return options.retention();
    }
}
