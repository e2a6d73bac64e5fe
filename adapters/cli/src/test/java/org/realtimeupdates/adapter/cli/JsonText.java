package org.realtimeupdates.adapter.cli;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;

/** Reads JSON that was checked before, or that a person typed. */
final class JsonText {

    private JsonText() {}

    /**
     * The object of that text.
     *
     * @throws IllegalArgumentException when it is none
     */
    static JsonObject parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw new IllegalArgumentException("not a JSON object", e);
        }
    }
}
