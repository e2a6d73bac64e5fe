package org.realtimeupdates.adapter.websocket.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.realtimeupdates.application.server.Handshake;

/**
 * The head of an HTTP request, as it was sent.
 *
 * @param version for example {@code HTTP/1.1}
 * @param path raw, without the query
 * @param query raw, without its question mark; empty without one
 * @param headers the values of each name, in any case
 * @param hasBody whether a body is announced
 */
public record RequestHead(
        String method, String version, String path, String query, Map<String, List<String>> headers, boolean hasBody) {

    public RequestHead {
        Map<String, List<String>> byName = new HashMap<>();
        headers.forEach(
                (name, values) -> byName.computeIfAbsent(name.toLowerCase(Locale.ROOT), first -> new ArrayList<>())
                        .addAll(values));
        headers = Map.copyOf(byName);
    }

    /** Leaves the headers out: a token is among them. */
    @Override
    public String toString() {
        return "RequestHead";
    }

    /** What the client said. */
    public Handshake handshake() {
        return new Handshake(
                path,
                query,
                single("Authorization"),
                single("Device-Id"),
                single("Origin"),
                names("Sec-WebSocket-Protocol"));
    }

    /** The values of that header in one piece. */
    Optional<String> single(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    /** The names of that list header, which may stand in several lines. */
    List<String> names(String name) {
        List<String> names = new ArrayList<>();
        for (String value : values(name)) {
            for (String part : value.split(",", -1)) {
                if (!part.isBlank()) {
                    names.add(part.strip());
                }
            }
        }
        return names;
    }

    /** Every value of that header. */
    List<String> values(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }
}
