package org.realtimeupdates.application.port.notification;

/** Hears what happens in the server's half: for logs and metrics. */
@FunctionalInterface
public interface ServerEventListener {

    /** Called on worker and transport threads, at the same time for several devices; must not block. What it throws is logged. */
    void on(ServerEvent event);

    /** Both: this one hears first. */
    default ServerEventListener and(ServerEventListener next) {
        return event -> {
            try {
                on(event);
            } finally {
                next.on(event);
            }
        };
    }
}
