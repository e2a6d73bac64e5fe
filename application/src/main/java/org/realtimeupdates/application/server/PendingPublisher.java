package org.realtimeupdates.application.server;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes by keeping: the store first, then the bell of each device. Never writes to a connection [RTU-31]. */
final class PendingPublisher implements PublishUpdate {

    private static final Logger log = LoggerFactory.getLogger(PendingPublisher.class);

    private final UpdateFrames frames;
    private final PendingUpdates pending;
    private final Sessions sessions;
    private final Consumer<ServerEvent> events;

    PendingPublisher(UpdateFrames frames, PendingUpdates pending, Sessions sessions, Consumer<ServerEvent> events) {
        this.frames = frames;
        this.pending = pending;
        this.sessions = sessions;
        this.events = events;
    }

    @Override
    public List<Published> publishAll(List<Publication> publications) {
        List<NewPendingUpdate> updates = toKeep(publications);
        List<Set<Device>> devices = pending.append(updates);
        committed(updates, devices);
        return published(updates, devices);
    }

    @Override
    public List<Published> publishAll(Transaction joined, List<Publication> publications) {
        List<NewPendingUpdate> updates = toKeep(publications);
        List<Set<Device>> devices = pending.append(joined, updates);
        joined.afterCommit(() -> committed(updates, devices));
        return published(updates, devices);
    }

    private static List<Published> published(List<NewPendingUpdate> updates, List<Set<Device>> devices) {
        List<Published> published = new ArrayList<>(updates.size());
        for (int i = 0; i < updates.size(); i++) {
            published.add(new Published(updates.get(i).ref(), devices.get(i).size()));
        }
        return published;
    }

    private void committed(List<NewPendingUpdate> updates, List<Set<Device>> devices) {
        for (int i = 0; i < updates.size(); i++) {
            NewPendingUpdate update = updates.get(i);
            events.accept(new ServerEvent.Published(
                    update.to(), update.account(), update.ref(), devices.get(i).size()));
        }
        ring(updates, devices);
    }

    private void ring(List<NewPendingUpdate> updates, List<Set<Device>> devices) {
        Set<Mailbox> mailboxes = new LinkedHashSet<>();
        for (int i = 0; i < updates.size(); i++) {
            for (Device device : devices.get(i)) {
                mailboxes.add(new Mailbox(device, updates.get(i).account()));
            }
        }
        mailboxes.forEach(this::ring);
    }

    /** The update is durable: a bell that cannot be rung only delays it. */
    private void ring(Mailbox mailbox) {
        try {
            sessions.ring(mailbox);
        } catch (RuntimeException | Error e) {
            log.error("A bell could not be rung; the update goes out with the next one", e);
        }
    }

    private List<NewPendingUpdate> toKeep(List<Publication> publications) {
        int withoutRef = 0;
        for (Publication publication : publications) {
            withoutRef += publication.ref().isEmpty() ? 1 : 0;
        }
        Iterator<Ref> newRefs = frames.newRefs(withoutRef).iterator();
        List<NewPendingUpdate> updates = new ArrayList<>(publications.size());
        for (Publication publication : publications) {
            updates.add(toKeep(publication, publication.ref().orElseGet(newRefs::next)));
        }
        return updates;
    }

    private NewPendingUpdate toKeep(Publication publication, Ref ref) {
        if (publication.payload().type().equals(EntityTypes.RESET)) {
            throw new InvalidUpdateException(ref, publication.account(), "only a server makes a reset");
        }
        Update update = new Update(ref, publication.silent(), publication.action(), publication.payload());
        String frame = frames.frame(publication.account(), update);
        return new NewPendingUpdate(publication.to(), publication.account(), ref, frame);
    }
}
