package org.realtimeupdates.application.client;

import java.time.Duration;
import java.util.Optional;
import org.realtimeupdates.application.LogText;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When to connect again after a connection or an attempt has ended [RTU-55, RTU-57]. Belongs to the control executor. */
final class Retries {

    private static final Logger log = LoggerFactory.getLogger(Retries.class);

    /** More are hardly on their way at a time; two apps under one device id must not drive each other out for long. */
    private static final int MAX_STRAY_HANDSHAKES = 5;

    private final Backoff backoff;
    private boolean freshTokenTried;

    /** Attempts that were given up, whose handshakes may still reach the server and take the place of a later one there. */
    private int strayHandshakes;

    Retries(Backoff backoff) {
        this.backoff = backoff;
    }

    /** Notes that an attempt came to nothing. */
    void attemptFailed(Disconnect disconnect) {
        if (disconnect instanceof Disconnect.Failed) {
            strayHandshakes = Math.min(MAX_STRAY_HANDSHAKES, strayHandshakes + 1);
        }
    }

    /** A connection has lived for a while: what was given up before it is not on its way any more. */
    void healthy() {
        strayHandshakes = 0;
        progressed();
    }

    /** A connection was of use: the delays begin anew, and a refused token may be replaced at once again. */
    void progressed() {
        backoff.reset();
        freshTokenTried = false;
    }

    /** The delay before the next attempt; empty when there is to be none. */
    Optional<Duration> after(Disconnect disconnect) {
        return switch (decide(disconnect)) {
            case STOP -> {
                log.warn("Stopped: {}", describe(disconnect));
                yield Optional.empty();
            }
            case FRESH_TOKEN -> {
                boolean atOnce = !freshTokenTried;
                freshTokenTried = true;
                yield Optional.of(atOnce ? Duration.ZERO : backoff.next());
            }
            case RETRY_LATE -> {
                log.warn("The server and this client do not understand each other: {}", describe(disconnect));
                yield Optional.of(backoff.longest());
            }
            case RETRY -> Optional.of(backoff.next());
        };
    }

    private RetryDecision decide(Disconnect disconnect) {
        boolean byItself = strayHandshakes > 0
                && disconnect instanceof Disconnect.Closed closed
                && closed.code() == CloseReason.REPLACED;
        if (byItself) {
            strayHandshakes--;
            return RetryDecision.RETRY;
        }
        return RetryDecision.of(disconnect);
    }

    /** For people: one line, whatever the peer has said. */
    static String describe(Disconnect disconnect) {
        if (disconnect instanceof Disconnect.Closed closed && !closed.reason().isEmpty()) {
            return closed.summary() + " " + LogText.safe(closed.reason());
        }
        return LogText.safe(disconnect.summary());
    }
}
