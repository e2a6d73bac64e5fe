package org.realtimeupdates.testfixtures.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.realtimeupdates.application.client.UpdateAction;
import org.realtimeupdates.application.client.UpdateActions;
import org.realtimeupdates.application.client.UpdateContext;
import org.realtimeupdates.application.port.notification.Notifier;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;

/** What the simulated app does about updates: keeps copies, and makes the trouble that was drawn for them. */
final class SimulatedApp {

    /** The type that is known later. */
    static final String POLL = "poll";

    static final EntityType<Note> NOTES = new EntityType<>("note", Note.class);
    private static final EntityType<Note> POLLS = new EntityType<>(POLL, Note.class);

    private final Device device;
    private final World world;
    private final Behaviours behaviours;
    private final Map<String, Integer> troubles = new HashMap<>();

    SimulatedApp(Device device, World world, Behaviours behaviours) {
        this.device = device;
        this.world = world;
        this.behaviours = behaviours;
    }

    /** The specific actions of one life of the app. */
    UpdateActions actions(ClientStorePorts store, SimulatedProcess process, boolean knowsPolls, Notifier notifier) {
        UpdateActions.Builder actions = UpdateActions.builder();
        world.wiring().actions(actions, store);
        take(actions, NOTES, store, process, notifier);
        if (knowsPolls) {
            take(actions, POLLS, store, process, notifier);
        }
        actions.onReset(context -> {
            store.entities().clear(context.transaction(), context.account());
            note(context, EntityTypes.RESET, List.of());
        });
        return actions.build();
    }

    private void take(
            UpdateActions.Builder actions,
            EntityType<Note> type,
            ClientStorePorts store,
            SimulatedProcess process,
            Notifier notifier) {
        UpdateAction<Note> save = (context, entities) -> {
            for (Note entity : entities) {
                store.entities().save(context.transaction(), context.account(), type, entity);
            }
            finish(context, type, entities, process);
        };
        UpdateAction<Note> delete = (context, entities) -> {
            for (Note entity : entities) {
                store.entities().delete(context.transaction(), context.account(), type, entity.id());
            }
            finish(context, type, entities, process);
        };
        actions.on(Action.NEW, type, world.wiring().action(save, notifier));
        actions.on(Action.UPDATE, type, world.wiring().action(save, notifier));
        actions.on(Action.DELETE, type, world.wiring().action(delete, notifier));
    }

    private void finish(UpdateContext context, EntityType<Note> type, List<Note> entities, SimulatedProcess process) {
        Behaviours.Behaviour behaviour = behaviours.of(device.user(), context.account(), context.ref());
        if (behaviour.followUp()) {
            String ref = "f-" + context.account().wireName() + "-" + context.ref();
            context.send(Command.of("followUp").withRef(new Ref(ref)));
            world.happened(Sometimes.FOLLOW_UP_COMMAND);
        }
        if (behaviour.trouble() == Behaviours.Trouble.SLOW) {
            process.delay(behaviour.times() * SimulatedLink.MILLI);
        } else if (behaviour.trouble() != Behaviours.Trouble.NONE) {
            trouble(context, behaviour, process);
        }
        note(context, type.name(), entities.stream().map(Entity::id).toList());
    }

    private void trouble(UpdateContext context, Behaviours.Behaviour behaviour, SimulatedProcess process) {
        String key = context.account() + "/" + context.ref();
        int before = troubles.getOrDefault(key, 0);
        if (before >= behaviour.times() || !process.isAlive()) {
            return;
        }
        troubles.put(key, before + 1);
        boolean kills = behaviour.trouble() == Behaviours.Trouble.KILLS;
        world.trace(process.name(), kills ? "is killed by" : "fails at", key);
        world.oracle().failed(device, context.account(), context.ref(), kills);
        if (kills) {
            world.happened(Sometimes.CRASH_IN_AN_ACTION);
            process.die();
            throw new Crash();
        }
        throw new IllegalStateException("simulated: the action fails");
    }

    private static void note(UpdateContext context, String type, List<String> ids) {
        SimulatedTransaction transaction =
                Objects.requireNonNull(context.transaction().unwrap(SimulatedTransaction.class));
        transaction.note(new StoreNote.Effect(context.account(), context.ref(), type, ids));
    }
}
