package org.realtimeupdates.application.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.EntityStore;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.domain.UpdatePayload;

/** Which specific action an update goes to, by its action and payload type. Immutable. */
public final class UpdateActions {

    private final Map<Key, Registered<?>> actions;
    private final @Nullable ResetAction resetAction;
    private final @Nullable RawUpdateAction otherTypes;

    private UpdateActions(Builder builder) {
        this.actions = Map.copyOf(builder.actions);
        this.resetAction = builder.resetAction;
        this.otherTypes = builder.otherTypes;
    }

    /** No actions yet: every update is unsupported. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Makes an update ready to be applied: its entities as the objects its specific action takes.
     *
     * @return empty when this app does not know its action or type [RTU-14]
     * @throws org.realtimeupdates.application.port.transport.MalformedEntitiesException when its entities do not fit their type
     */
    Optional<Bound> bind(Update update, EntityCodec codec) {
        UpdatePayload payload = update.payload();
        if (!update.action().isKnown()) {
            return Optional.empty();
        }
        if (payload.type().equals(EntityTypes.RESET)) {
            return Optional.ofNullable(resetAction).map(reset -> new Bound(List.of(), reset::reload));
        }
        Registered<?> registered = actions.get(new Key(update.action(), payload.type()));
        if (registered != null) {
            return Optional.of(registered.bind(payload, codec));
        }
        if (otherTypes != null && payload instanceof RawEntities raw) {
            RawUpdateAction action = otherTypes;
            return Optional.of(new Bound(List.of(), context -> action.apply(context, raw)));
        }
        return Optional.empty();
    }

    /** Whether there is a specific action for that update. */
    boolean take(Update update) {
        if (!update.action().isKnown()) {
            return false;
        }
        String type = update.payload().type();
        return type.equals(EntityTypes.RESET)
                ? resetAction != null
                : otherTypes != null || actions.containsKey(new Key(update.action(), type));
    }

    /** A specific action with its entities. */
    record Bound(List<? extends Entity> entities, BoundAction action) {}

    /** A specific action that has its entities already. */
    @FunctionalInterface
    interface BoundAction {
        void apply(UpdateContext context) throws Exception;
    }

    private record Key(Action action, String type) {}

    private record Registered<E extends Entity>(EntityType<E> type, UpdateAction<E> action) {

        Bound bind(UpdatePayload payload, EntityCodec codec) {
            List<E> entities = entities(payload, codec);
            return new Bound(entities, context -> action.apply(context, entities));
        }

        private List<E> entities(UpdatePayload payload, EntityCodec codec) {
            if (payload instanceof RawEntities raw) {
                return codec.decode(type, raw).entities();
            }
            return ((Entities<?>) payload)
                    .entities().stream().map(type.javaClass()::cast).toList();
        }
    }

    /** What the app does when updates of an account were let go [RTU-15]. */
    @FunctionalInterface
    public interface ResetAction {

        /**
         * Reloads the account's state, as {@link UpdateAction#apply} otherwise.
         *
         * @throws Exception when it cannot be reloaded now
         */
        void reload(UpdateContext context) throws Exception;
    }

    /** What the app does about types that no specific action takes. */
    @FunctionalInterface
    public interface RawUpdateAction {

        /**
         * Applies an update, as {@link UpdateAction#apply} otherwise.
         *
         * @throws Exception when it cannot be applied
         */
        void apply(UpdateContext context, RawEntities entities) throws Exception;
    }

    /** Collects actions; a later one for the same action and type takes the place of an earlier one. */
    public static final class Builder {

        private final Map<Key, Registered<?>> actions = new HashMap<>();
        private @Nullable ResetAction resetAction;
        private @Nullable RawUpdateAction otherTypes;

        private Builder() {}

        /** The specific action for that action and type. */
        public <E extends Entity> Builder on(Action action, EntityType<E> type, UpdateAction<E> specificAction) {
            if (!action.isKnown()) {
                throw new IllegalArgumentException("action: new, update and delete are known, got another one");
            }
            if (type.name().equals(EntityTypes.RESET)) {
                throw new IllegalArgumentException("type: a reset is taken by onReset");
            }
            actions.put(new Key(action, type.name()), new Registered<>(type, specificAction));
            return this;
        }

        /**
         * Keeps a local copy of these types: new and update put the entity there, delete removes it, and a reset removes all
         * entities of the account unless an action for it was given.
         */
        public Builder keepCopies(EntityStore store, List<EntityType<?>> types) {
            types.forEach(type -> keepCopy(store, type));
            return resetAction == null
                    ? onReset(context -> store.clear(context.transaction(), context.account()))
                    : this;
        }

        /** What to do about a reset; without it a reset is unsupported. */
        public Builder onReset(ResetAction action) {
            resetAction = action;
            return this;
        }

        /** What to do about types that no specific action takes; without it they are unsupported. */
        public Builder onOtherTypes(RawUpdateAction action) {
            otherTypes = action;
            return this;
        }

        public UpdateActions build() {
            return new UpdateActions(this);
        }

        private <E extends Entity> void keepCopy(EntityStore store, EntityType<E> type) {
            UpdateAction<E> save = (context, entities) ->
                    entities.forEach(entity -> store.save(context.transaction(), context.account(), type, entity));
            on(Action.NEW, type, save);
            on(Action.UPDATE, type, save);
            on(
                    Action.DELETE,
                    type,
                    (context, entities) -> entities.forEach(
                            entity -> store.delete(context.transaction(), context.account(), type, entity.id())));
        }
    }
}
