package org.realtimeupdates.adapter.cli.simulation;

import java.time.Duration;
import org.realtimeupdates.application.client.ClientOptions;
import org.realtimeupdates.testfixtures.simulation.Wiring;

/** The delays of an app begin anew as soon as a connection opens. */
final class WrongBackoff implements Wiring {

    @Override
    public ClientOptions clientOptions(ClientOptions options) {
        return new ClientOptions(
                options.subprotocols(),
                options.connectTimeout(),
                options.firstRetryDelay(),
                options.maxRetryDelay(),
                Duration.ofNanos(1),
                options.backgroundGrace(),
                options.maxBatch(),
                options.maxMessageBytes(),
                options.retention());
    }
}
