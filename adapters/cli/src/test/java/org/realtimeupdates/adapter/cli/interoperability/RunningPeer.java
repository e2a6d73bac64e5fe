package org.realtimeupdates.adapter.cli.interoperability;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A peer at work, with what it tells. */
final class RunningPeer implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    private final Heard<JsonObject> events = new Heard<>();
    private final Peer peer;
    private final JsonObject ready;

    /**
     * Starts it.
     *
     * @throws MissingException when it is not installed here
     */
    RunningPeer(Library library) throws InterruptedException {
        peer = library.start(events::add);
        ready = events.take(
                        event -> event.getString("event").equals("ready")
                                || event.getString("event").equals("missing"),
                        START)
                .orElseThrow(() -> new AssertionError(library.name() + " does not start"));
        if (ready.containsKey("what")) {
            peer.close();
            throw new MissingException(ready.getString("what"));
        }
    }

    /** Which library it is, of which version. */
    String version() {
        return ready.getString("version");
    }

    boolean can(String ability) {
        return !ready.getJsonArray("cannot").getValuesAs(JsonString::getString).contains(ability);
    }

    /** What it said of itself at its start. */
    Optional<String> find(String name) {
        return Optional.ofNullable(ready.getJsonString(name)).map(JsonString::getString);
    }

    void order(String order, String connection, Consumer<JsonObjectBuilder> more) {
        JsonObjectBuilder builder =
                Json.createObjectBuilder().add("order", order).add("connection", connection);
        more.accept(builder);
        peer.obey(builder.build());
    }

    /** The next such event of that connection. */
    JsonObject await(String event, String connection) throws InterruptedException {
        return await(List.of(event), connection);
    }

    /** The next of such events. */
    JsonObject await(List<String> kinds, String connection) throws InterruptedException {
        return events.await(
                kinds + " of " + connection, it -> kinds.stream().anyMatch(kind -> isOf(it, kind, connection)));
    }

    /** Whether there is no such event of that connection all the time. */
    boolean isSpared(String event, String connection, Duration time) throws InterruptedException {
        return events.take(it -> isOf(it, event, connection), time).isEmpty();
    }

    @Override
    public void close() {
        peer.close();
    }

    private static boolean isOf(JsonObject it, String event, String connection) {
        return it.getString("event").equals(event)
                && it.getString("connection", "").equals(connection);
    }

    /** It is not installed here. */
    static final class MissingException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MissingException(String message) {
            super(message);
        }
    }
}
