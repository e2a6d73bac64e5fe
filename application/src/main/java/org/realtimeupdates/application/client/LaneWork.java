package org.realtimeupdates.application.client;

/** What the lanes of a client share. */
record LaneWork(
        ManageUpdate manageUpdate, ManageQuarantine manageQuarantine, CommandSender commands, ClientOptions options) {

    int maxBatch() {
        return options.maxBatch();
    }

    ClientOptions.Retention retention() {
        return options.retention();
    }
}
