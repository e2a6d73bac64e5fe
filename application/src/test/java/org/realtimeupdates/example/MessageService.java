package org.realtimeupdates.example;

import java.time.InstantSource;
import java.util.List;
import org.realtimeupdates.application.server.Publication;
import org.realtimeupdates.application.server.PublishUpdate;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;

/** A service of an application: tells the members of a group about each message. All it knows of this library is a port. */
final class MessageService {

    private final PublishUpdate publisher;
    private final InstantSource clock;

    MessageService(PublishUpdate publisher, InstantSource clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Sends a message to a group: with a notification to the others, silently to the sender's own devices.
     *
     * @param id of the message; sending it again tells nobody twice
     */
    void send(String id, String group, String sender, String text, List<String> members) {
        Message message = new Message(id, group, sender, text, clock.instant());
        publisher.publishAll(members.stream()
                .map(member -> publication(member, message, member.equals(sender)))
                .toList());
    }

    private static Publication publication(String member, Message message, boolean own) {
        Publication publication = Publication.of(
                        Recipient.user(member), AccountType.PERSONAL, Action.NEW, EntityTypes.MESSAGE, message)
                .withRef(new Ref("message-" + message.id()));
        return own ? publication.silently() : publication;
    }
}
