package org.realtimeupdates.application.server;

import java.util.List;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.Ref;

/** Tells the devices of a user about a change: at once where they are connected, else when they connect. Thread-safe. */
public interface PublishUpdate {

    /**
     * Publishes one update. When this returns it is durable for every device it is for, as far as the store promises [RTU-30];
     * when it throws, nothing was published. Blocks for the store, never for a device.
     *
     * @throws InvalidUpdateException when an app would refuse the update
     * @throws org.realtimeupdates.application.port.persistence.RefConflictException when its ref was published before with
     *     other content
     * @throws org.realtimeupdates.application.port.persistence.StoreException when the store is at fault
     */
    default Published publish(Publication publication) {
        return publishAll(List.of(publication)).get(0);
    }

    /**
     * Publishes several updates in their order and in one commit: all or none.
     *
     * @return for each, in order, what was published; as {@link #publish} otherwise
     */
    List<Published> publishAll(List<Publication> publications);

    /**
     * Publishes as part of a running transaction, so that the updates and the change they tell of are one: published once that commits,
     * and sent then; gone when it is rolled back. What it returns holds if it commits.
     *
     * @param joined of the store that keeps the updates: the one a command handler is given, or one made of the service's own
     *     connection (the JDBC store's {@code JoinedTransaction})
     * @throws IllegalArgumentException when the store cannot join that transaction
     */
    List<Published> publishAll(Transaction joined, List<Publication> publications);

    /**
     * An update that was published.
     *
     * @param devices how many devices it is for; none when the user has no known device
     */
    record Published(Ref ref, int devices) {}
}
