package org.realtimeupdates.application.server;

import org.realtimeupdates.domain.AccountType;

/** The frames by which a server tells how far a backlog is [RTU-35]. */
final class ControlFrames {

    private ControlFrames() {}

    static String backlog(AccountType account, int pending) {
        return frame(account, "{\"name\":\"backlog\",\"arguments\":{\"pending\":" + pending + "}}");
    }

    static String caughtUp(AccountType account) {
        return frame(account, "{\"name\":\"caughtUp\",\"arguments\":{}}");
    }

    private static String frame(AccountType account, String payload) {
        return "{\"account\":\"" + account.wireName() + "\",\"type\":\"command\",\"payload\":" + payload + "}";
    }
}
