package org.realtimeupdates.testfixtures;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.realtimeupdates.application.port.notification.Notification;
import org.realtimeupdates.application.port.notification.Notifier;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** A notifier that remembers what it was asked to show. Thread-safe. */
public final class RecordingNotifier implements Notifier {

    private final List<Shown> shown = new CopyOnWriteArrayList<>();

    public RecordingNotifier() {}

    @Override
    public void notify(AccountType account, List<Notification> notifications, long omitted) {
        shown.add(new Shown(account, List.copyOf(notifications), omitted));
    }

    /** Each call, in order. */
    public List<Shown> shown() {
        return List.copyOf(shown);
    }

    /** The refs of all notifications, in order. */
    public List<Ref> refs() {
        return shown.stream()
                .flatMap(call -> call.notifications().stream())
                .map(Notification::ref)
                .toList();
    }

    /** One call. */
    public record Shown(AccountType account, List<Notification> notifications, long omitted) {}
}
