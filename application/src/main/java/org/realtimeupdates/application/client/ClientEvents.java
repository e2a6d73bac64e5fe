package org.realtimeupdates.application.client;

import java.util.List;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ClientEventListener;
import org.realtimeupdates.application.port.notification.Notification;
import org.realtimeupdates.application.port.notification.Notifier;
import org.realtimeupdates.domain.AccountType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the app's listeners; what they throw stays here. */
record ClientEvents(ClientEventListener listener, Notifier notifier) {

    private static final Logger log = LoggerFactory.getLogger(ClientEvents.class);

    void tell(ClientEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException | Error e) {
            log.error("A listener failed on {}", event.getClass().getSimpleName(), e);
        }
    }

    void notify(AccountType account, List<Notification> notifications, long omitted) {
        try {
            notifier.notify(account, notifications, omitted);
        } catch (RuntimeException | Error e) {
            log.error("The notifier failed on {} notifications", notifications.size(), e);
        }
    }
}
