package org.realtimeupdates.application.client;

import java.util.ArrayList;
import java.util.List;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.Notification;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Update;

/** Tells listeners and the notifier what became of updates of one account. Belongs to its lane's executor. */
record UpdateReports(AccountType account, ClientEvents events, Notices notices) {

    void tell(List<ProcessedUpdate> processed) {
        List<Notification> notifications = new ArrayList<>();
        for (ProcessedUpdate update : processed) {
            tell(update);
            if (update instanceof ProcessedUpdate.Applied applied
                    && !applied.update().silent()) {
                notifications.add(notification(applied));
            }
        }
        notices.add(notifications);
    }

    private void tell(ProcessedUpdate processed) {
        if (processed instanceof ProcessedUpdate.Applied applied) {
            Update update = applied.update();
            events.tell(new ClientEvent.Applied(
                    account,
                    update.ref(),
                    update.action(),
                    update.payload().type(),
                    update.payload().ids(),
                    update.silent(),
                    notices.inBacklog()));
        } else if (processed instanceof ProcessedUpdate.AlreadyProcessed already) {
            events.tell(new ClientEvent.AlreadyProcessed(account, already.known()));
        } else {
            events.tell(new ClientEvent.Quarantined(((ProcessedUpdate.SetAside) processed).update()));
        }
    }

    private Notification notification(ProcessedUpdate.Applied applied) {
        Update update = applied.update();
        return new Notification(
                account, update.ref(), update.action(), update.payload().type(), applied.entities());
    }
}
