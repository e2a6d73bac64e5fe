package org.realtimeupdates.adapter.cli.interoperability;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A WebSocket library that peers are written on, and how such a peer starts. */
record Library(String name, Function<Consumer<JsonObject>, Peer> starter) {

    static final Library JDK =
            new Library("JDK", events -> new JavaApp(JdkSocket.opener(), JdkSocket.version(), events));

    static final Library JAVA_WEBSOCKET = new Library(
            "Java-WebSocket", events -> new JavaApp(JavaWebSocket.opener(), JavaWebSocket.version(), events));

    static final Library JAVA_WEBSOCKET_SERVER = new Library("Java-WebSocket", JavaWebSocketServer::start);

    /** A program that takes orders on standard input and tells events on standard output. */
    static Library program(String name, String interpreter, Path script) {
        return new Library(name, events -> start(interpreter, script, events));
    }

    Peer start(Consumer<JsonObject> events) {
        return starter.apply(events);
    }

    private static Peer start(String interpreter, Path script, Consumer<JsonObject> events) {
        try {
            LineProcess process = new LineProcess(
                    List.of(interpreter, script.toString()),
                    line -> events.accept(Frames.parse(line)),
                    System.err::println);
            return new Peer() {
                @Override
                public void obey(JsonObject order) {
                    process.type(order.toString());
                }

                @Override
                public void close() {
                    process.close();
                }
            };
        } catch (IOException e) {
            events.accept(Json.createObjectBuilder()
                    .add("event", "missing")
                    .add("what", String.valueOf(e.getMessage()))
                    .build());
            return new Peer() {
                @Override
                public void obey(JsonObject order) {
                    throw new IllegalStateException("not started");
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            };
        }
    }
}
