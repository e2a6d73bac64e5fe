package org.realtimeupdates.application.port.notification;

/** Hears what happens in the app's half: for logs, metrics, screens. */
@FunctionalInterface
public interface ClientEventListener {

    /** Called on worker threads, in order for each account and for the state; must not block. What it throws is logged. */
    void on(ClientEvent event);

    /** Both: this one hears first. */
    default ClientEventListener and(ClientEventListener next) {
        return event -> {
            try {
                on(event);
            } finally {
                next.on(event);
            }
        };
    }
}
