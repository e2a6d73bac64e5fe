package org.realtimeupdates.adapter.jdbc;

import org.realtimeupdates.testfixtures.contract.ServerStorePorts;

/** Stores as the contracts take them. */
final class ServerStores {

    private ServerStores() {}

    static ServerStorePorts ports(JdbcServerStore store) {
        return new ServerStorePorts(
                store.pendingUpdates(),
                store.devices(),
                store.handledCommands(),
                store.mailboxDirectory(),
                store.unappliedUpdates(),
                store.expiry());
    }
}
