package org.realtimeupdates.application.port.transport;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.realtimeupdates.domain.Device;

/**
 * What to connect to and as whom.
 *
 * @param endpoint {@code ws} or {@code wss}, without user, query and fragment
 * @param deviceId sent as {@code Device-Id} [RTU-50]
 * @param token sent as {@code Authorization: Bearer} [RTU-51]
 * @param offers what to offer, best first; may be empty [RTU-7]
 * @param timeout for all of it: address, connection, TLS, handshake
 * @param maxMessageBytes a larger inbound message closes with 1009 before it is buffered whole [RTU-4]
 */
public record ConnectRequest(
        URI endpoint, String deviceId, String token, List<Subprotocol> offers, Duration timeout, int maxMessageBytes) {

    private static final int MAX_PORT = 65_535;

    public ConnectRequest {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(timeout, "timeout");
        offers = List.copyOf(offers);
        checkEndpoint(endpoint);
        if (!Device.isValidId(deviceId)) {
            throw new IllegalArgumentException("deviceId: 1 to 64 characters of A-Za-z0-9._- are allowed");
        }
    }

    /**
     * Checks an endpoint before any attempt.
     *
     * @throws IllegalArgumentException unless it is a WebSocket address without credentials, query and fragment
     */
    public static void checkEndpoint(URI endpoint) {
        String scheme = endpoint.getScheme();
        boolean webSocket = "ws".equalsIgnoreCase(scheme) || "wss".equalsIgnoreCase(scheme);
        if (!webSocket || endpoint.getHost() == null) {
            throw new IllegalArgumentException("endpoint: ws://HOST[:PORT]/PATH or wss://… is expected");
        }
        if (endpoint.getPort() > MAX_PORT || endpoint.getPort() == 0) {
            throw new IllegalArgumentException("endpoint: ports are 1 to " + MAX_PORT + ", got " + endpoint.getPort());
        }
        if (endpoint.getRawUserInfo() != null || endpoint.getRawQuery() != null || endpoint.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "endpoint: must have no user, query or fragment; a token never stands in it");
        }
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "ConnectRequest[" + endpoint + ", device " + deviceId + "]";
    }
}
