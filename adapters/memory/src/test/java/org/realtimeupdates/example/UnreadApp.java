package org.realtimeupdates.example;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.realtimeupdates.adapter.memory.InMemoryAppliedUpdates;
import org.realtimeupdates.adapter.memory.InMemoryAttempts;
import org.realtimeupdates.adapter.memory.InMemoryDatabase;
import org.realtimeupdates.adapter.memory.InMemoryEntityStore;
import org.realtimeupdates.adapter.memory.InMemoryOutbox;
import org.realtimeupdates.adapter.memory.InMemoryQuarantine;
import org.realtimeupdates.adapter.memory.InMemoryTable;
import org.realtimeupdates.application.client.UpdateAction;
import org.realtimeupdates.application.client.UpdateActions;
import org.realtimeupdates.application.client.UpdateContext;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;
import org.realtimeupdates.testfixtures.crash.CrashableApp;

/**
 * An application that counts unread messages. Its database is in memory and stands for one on disk: a crash ends the process, not the
 * test.
 */
class UnreadApp implements CrashableApp {

    private final InMemoryDatabase database = new InMemoryDatabase();
    private final InMemoryTable<String, Integer> unread = InMemoryTable.unbounded(database);
    private final Map<String, Integer> counters = new TreeMap<>();
    private final ClientStorePorts store;

    UnreadApp() {
        InMemoryAppliedUpdates applied = new InMemoryAppliedUpdates(database, InstantSource.system());
        this.store = new ClientStorePorts(
                applied,
                new InMemoryAttempts(applied),
                new InMemoryQuarantine(database),
                new InMemoryOutbox(database, InstantSource.system()),
                new InMemoryEntityStore(database));
    }

    @Override
    public ClientStorePorts open() {
        return store;
    }

    @Override
    public UpdateActions actions(ClientStorePorts opened) {
        UpdateAction<Message> count = newAction();
        return UpdateActions.builder()
                .keepCopies(opened.entities(), EntityTypes.BUILT_IN)
                .on(Action.NEW, EntityTypes.MESSAGE, count)
                .build();
    }

    /** The safe one: all that it does is a part of the transaction. */
    UpdateAction<Message> newAction() {
        return (context, messages) -> {
            for (Message message : messages) {
                countInTheTable(context, message);
            }
            context.send(Command.of("received", "{\"messages\":" + messages.size() + "}"));
        };
    }

    final void countInTheTable(UpdateContext context, Message message) {
        String group = String.valueOf(message.group());
        int before = unread.find(context.transaction(), group).orElse(0);
        unread.put(context.transaction(), group, before + 1);
    }

    /** What is counted in a file beside the database, say. */
    final void countElsewhere(Message message) {
        counters.merge(String.valueOf(message.group()), 1, Integer::sum);
    }

    @Override
    public List<?> effects() {
        return List.of(
                "unread in choir: " + unread.find("choir").orElse(0),
                "unread in team: " + unread.find("team").orElse(0),
                "counters: " + counters,
                "copies: " + store.entities().list(AccountType.PERSONAL, EntityTypes.GROUP));
    }
}
