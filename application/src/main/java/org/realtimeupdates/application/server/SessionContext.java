package org.realtimeupdates.application.server;

import org.realtimeupdates.application.port.notification.ServerEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the sessions of a server share. */
record SessionContext(
        ServerPorts ports, HandleCommands commands, CommandTurns turns, Sessions sessions, ServerOptions options) {

    private static final Logger log = LoggerFactory.getLogger(SessionContext.class);

    void tell(ServerEvent event) {
        try {
            ports.events().on(event);
        } catch (RuntimeException | Error e) {
            log.error("A listener failed on {}", event.getClass().getSimpleName(), e);
        }
    }

    void refused(Admission.Refused refused) {
        tell(new ServerEvent.Refused(refused.status(), refused.reason()));
    }
}
