package org.realtimeupdates.adapter.cli;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints results: one JSON object a line, flushed at once. Ends the program when they cannot be written. Thread-safe. */
final class JsonLines {

    static final String UNWRITABLE = "standard output cannot be written to";

    private final JsonBuilderFactory json = Json.createBuilderFactory(Map.of());
    private final PrintStream out;

    JsonLines(PrintStream out) {
        this.out = out;
    }

    JsonObjectBuilder object() {
        return json.createObjectBuilder();
    }

    JsonArrayBuilder strings(List<String> values) {
        JsonArrayBuilder array = json.createArrayBuilder();
        values.forEach(array::add);
        return array;
    }

    static void addOrNull(JsonObjectBuilder line, String name, Optional<String> value) {
        value.ifPresentOrElse(text -> line.add(name, text), () -> line.addNull(name));
    }

    void print(JsonObjectBuilder line) {
        println(line.build().toString());
    }

    void println(String line) {
        // One call, so that lines of several threads do not mix.
        out.print(line + "\n");
        if (out.checkError()) {
            Shutdown.fail(UNWRITABLE);
        }
    }
}
