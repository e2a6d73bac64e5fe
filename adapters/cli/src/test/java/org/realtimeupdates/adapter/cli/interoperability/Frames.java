package org.realtimeupdates.adapter.cli.interoperability;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;

/** Frames and messages as {@code docs/protocol.md} has them, written without this library's codec. */
final class Frames {

    private Frames() {}

    static JsonObject parse(String object) {
        return read(object).asJsonObject();
    }

    /** The frames of a message: itself, or its elements [RTU-6]. */
    static List<JsonObject> ofMessage(String message) {
        JsonStructure structure = read(message);
        return structure instanceof JsonArray array
                ? array.getValuesAs(JsonObject.class)
                : List.of(structure.asJsonObject());
    }

    /** The message of those frames: itself, or an array. */
    static String message(List<JsonObject> frames) {
        return frames.size() == 1 ? frames.get(0).toString() : array(frames).toString();
    }

    static JsonArray array(List<? extends JsonValue> values) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        values.forEach(array::add);
        return array.build();
    }

    static JsonArray strings(List<String> values) {
        return array(values.stream().map(Json::createValue).toList());
    }

    static JsonObject frame(String account, String type, JsonObject payload) {
        return Json.createObjectBuilder()
                .add("account", account)
                .add("type", type)
                .add("payload", payload)
                .build();
    }

    static JsonObject reply(String account, String ref) {
        return frame(
                account, "reply", Json.createObjectBuilder().add("ref", ref).build());
    }

    static JsonObject command(String account, String name, JsonObject arguments) {
        return frame(
                account,
                "command",
                Json.createObjectBuilder()
                        .add("name", name)
                        .add("arguments", arguments)
                        .build());
    }

    static JsonObject command(String account, String name, JsonObject arguments, String ref) {
        return frame(
                account,
                "command",
                Json.createObjectBuilder()
                        .add("name", name)
                        .add("arguments", arguments)
                        .add("ref", ref)
                        .build());
    }

    /** A new message whose id is the ref. */
    static JsonObject update(String account, String ref, String text) {
        return update(account, ref, "message", text);
    }

    static JsonObject update(String account, String ref, String type, String text) {
        JsonObject entity = Json.createObjectBuilder()
                .add("id", ref)
                .add("group", "trip")
                .add("text", text)
                .build();
        JsonObject payload = Json.createObjectBuilder()
                .add("type", type)
                .add("entities", array(List.of(entity)))
                .build();
        return frame(
                account,
                "update",
                Json.createObjectBuilder()
                        .add("ref", ref)
                        .add("silent", false)
                        .add("action", "new")
                        .add("payload", payload)
                        .build());
    }

    /** A frame cut into three. */
    static JsonArray fragments(JsonObject frame) {
        String text = frame.toString();
        int third = text.length() / 3;
        return strings(List.of(text.substring(0, third), text.substring(third, 2 * third), text.substring(2 * third)));
    }

    /** A frame in short: {@code u1}, {@code backlog 2}, {@code caughtUp}, {@code processed c1}. */
    static String inShort(JsonObject frame) {
        JsonObject payload = frame.getJsonObject("payload");
        return switch (frame.getString("type")) {
            case "update" -> payload.getString("ref");
            case "reply" -> payload.getString("outcome", "processed") + " " + String.join(" ", refs(payload));
            default -> payload.getString("name") + pending(payload);
        };
    }

    /** RTU-20: the many take precedence. */
    static List<String> refs(JsonObject reply) {
        return reply.containsKey("refs")
                ? reply.getJsonArray("refs").getValuesAs(JsonString::getString)
                : List.of(reply.getString("ref"));
    }

    private static String pending(JsonObject control) {
        JsonObject arguments =
                control.containsKey("arguments") ? control.getJsonObject("arguments") : JsonObject.EMPTY_JSON_OBJECT;
        return arguments.containsKey("pending") ? " " + arguments.getInt("pending") : "";
    }

    private static JsonStructure read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.read();
        }
    }
}
