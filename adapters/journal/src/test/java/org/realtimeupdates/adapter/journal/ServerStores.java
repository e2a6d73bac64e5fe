package org.realtimeupdates.adapter.journal;

import org.realtimeupdates.testfixtures.contract.ServerStorePorts;

/** Stores as the contracts know them. */
final class ServerStores {

    private ServerStores() {}

    static ServerStorePorts ports(JournalServerStore store) {
        return new ServerStorePorts(
                store.pendingUpdates(),
                store.devices(),
                store.handledCommands(),
                store.mailboxDirectory(),
                store.unappliedUpdates(),
                store.expiry());
    }
}
