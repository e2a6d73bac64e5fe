package org.realtimeupdates.application.server;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a client said when it asked for a WebSocket; nothing of it is trusted.
 *
 * @param path the decoded path of the request
 * @param query the raw query without its question mark; empty without one
 * @param authorization the header {@code Authorization}
 * @param deviceId the header {@code Device-Id}
 * @param origin the header {@code Origin}
 * @param subprotocols the names of all headers {@code Sec-WebSocket-Protocol}, in order
 */
public record Handshake(
        String path,
        String query,
        Optional<String> authorization,
        Optional<String> deviceId,
        Optional<String> origin,
        List<String> subprotocols) {

    public Handshake {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(authorization, "authorization");
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(origin, "origin");
        subprotocols = List.copyOf(subprotocols);
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "Handshake";
    }
}
