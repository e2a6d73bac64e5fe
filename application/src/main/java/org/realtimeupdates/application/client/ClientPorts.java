package org.realtimeupdates.application.client;

import java.time.InstantSource;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.notification.ClientEventListener;
import org.realtimeupdates.application.port.notification.Notifier;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.MessageCodec;

/**
 * What the app's half needs from outside, besides what {@link ManageUpdate} needs.
 *
 * @param random for delays and refs; thread-safe; in production a {@link java.security.SecureRandom}
 */
public record ClientPorts(
        ClientTransport transport,
        MessageCodec codec,
        Outbox outbox,
        Notifier notifier,
        ClientEventListener events,
        Scheduler scheduler,
        InstantSource clock,
        RandomGenerator random) {

    public ClientPorts {
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(outbox, "outbox");
        Objects.requireNonNull(notifier, "notifier");
        Objects.requireNonNull(events, "events");
        Objects.requireNonNull(scheduler, "scheduler");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(random, "random");
    }
}
