package org.realtimeupdates.application.client;

import java.util.List;
import org.realtimeupdates.domain.Entity;

/**
 * A specific action: what the app does about one action on one type of entity.
 *
 * @param <E> the entities it takes
 */
@FunctionalInterface
public interface UpdateAction<E extends Entity> {

    /**
     * Applies an update. Called on a worker thread, one at a time for each account, in the order the updates were published;
     * may block.
     *
     * <p>What it writes through {@link UpdateContext#transaction()} takes effect exactly once. What it does elsewhere is done at
     * least once: a rolled back transaction runs it again.
     *
     * @param entities all entities of the update: all are applied or none
     * @throws Exception when the update cannot be applied: it is tried again, at most 5 times in all, and then set aside
     *     [RTU-33]. A {@link org.realtimeupdates.application.port.persistence.StoreException} is not counted.
     */
    void apply(UpdateContext context, List<E> entities) throws Exception;

    /** This action and then another one, in the same transaction. */
    default UpdateAction<E> andThen(UpdateAction<? super E> next) {
        return (context, entities) -> {
            apply(context, entities);
            next.apply(context, List.copyOf(entities));
        };
    }
}
