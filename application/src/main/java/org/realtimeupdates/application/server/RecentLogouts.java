package org.realtimeupdates.application.server;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.realtimeupdates.application.port.execution.Scheduler;

/** Whose connections were ended of late: a handshake that was under way meanwhile must not outlive that. Thread-safe. */
final class RecentLogouts {

    /** Longer than a handshake takes. */
    private static final Duration MEMORY = Duration.ofMinutes(5);

    private final Scheduler scheduler;
    private final ConcurrentMap<String, Long> orders = new ConcurrentHashMap<>();

    RecentLogouts(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Handshakes of that user that began before that number are not to be opened. */
    void add(String user, long order) {
        orders.merge(user, order, Math::max);
        scheduler.newSerialExecutor().schedule(MEMORY, () -> orders.remove(user, order));
    }

    /** Whether the user's connections were ended after this handshake began. */
    boolean covers(Admission.Accepted admission) {
        Long order = orders.get(admission.device().user());
        return order != null && admission.order() < order;
    }
}
