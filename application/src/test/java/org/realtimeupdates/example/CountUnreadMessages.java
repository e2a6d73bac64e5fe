package org.realtimeupdates.example;

import java.util.List;
import org.realtimeupdates.application.client.UpdateAction;
import org.realtimeupdates.application.client.UpdateContext;
import org.realtimeupdates.domain.Message;

/** A specific action of an app: counts the unread messages of each group, in the transaction that remembers the ref. */
final class CountUnreadMessages implements UpdateAction<Message> {

    private final UnreadCounts counts;

    CountUnreadMessages(UnreadCounts counts) {
        this.counts = counts;
    }

    @Override
    public void apply(UpdateContext context, List<Message> messages) throws Exception {
        for (Message message : messages) {
            if (message.group() != null) {
                counts.increment(context.transaction(), message.group());
            }
        }
    }
}
