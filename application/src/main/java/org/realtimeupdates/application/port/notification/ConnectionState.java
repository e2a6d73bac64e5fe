package org.realtimeupdates.application.port.notification;

import java.time.Duration;
import org.realtimeupdates.application.port.transport.Subprotocol;

/**
 * Where the app's connection stands.
 *
 * <pre>
 *             start, foreground                 open
 *  Idle ───────────────────────▶ Connecting ───────────▶ Connected ──▶ CaughtUp
 *   ▲ ▲                            ▲      │                  │             │
 *   │ │ closed          delay over │      │ refused, failed  │ lost        │ lost
 *   │ │                            │      ▼                  ▼             │
 *   │ │                           Waiting ◀────────────────────────────────┘
 *   │ └── Closing ◀── background ── any of them
 *   └──────────────── background ── Waiting, Connecting, Stopped
 *                                 Stopped ◀── 4403, 4409 (start, foreground: connects again)
 * </pre>
 */
public sealed interface ConnectionState {

    /** Not connected and not meant to be: before the start, in background, after the end. */
    record Idle() implements ConnectionState {}

    /** A connection is being made. */
    record Connecting() implements ConnectionState {}

    /** The connection is open. */
    record Connected(Subprotocol subprotocol) implements ConnectionState {}

    /**
     * The backlog of every account was processed: what comes now is live. Never reached with a server that speaks only the
     * original frames.
     *
     * @param backlog how many updates the server announced, over all accounts
     */
    record CaughtUp(int backlog) implements ConnectionState {}

    /**
     * Not connected; tries again after the delay.
     *
     * @param reason for people
     */
    record Waiting(String reason, Duration delay) implements ConnectionState {}

    /** Owed replies are being sent before the connection is closed. */
    record Closing() implements ConnectionState {}

    /**
     * Not connected, and does not try again by itself [RTU-55].
     *
     * @param reason for people
     */
    record Stopped(String reason) implements ConnectionState {}
}
