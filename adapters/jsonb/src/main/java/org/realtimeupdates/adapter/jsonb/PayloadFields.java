package org.realtimeupdates.adapter.jsonb;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.json.JsonScanner;
import org.realtimeupdates.adapter.json.JsonToken;
import org.realtimeupdates.adapter.json.TextTable;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateReply;

/**
 * The known fields of the payload of any message. A frame may tell its type after its payload: which of them count is
 * decided when it was read whole.
 */
final class PayloadFields {

    private static final String TEXT = "a string";
    private static final int MAX_COUNT_LENGTH = 10;
    private static final TextTable<String> KEYS =
            TextTable.ofNames("ref", "silent", "action", "refs", "outcome", "reason", "name", "arguments", "payload");
    private static final TextTable<Action> ACTIONS =
            TextTable.of(List.of(Action.NEW, Action.UPDATE, Action.DELETE), Action::name);

    final Field<Ref> ref;
    final Field<Boolean> silent;
    final Field<Action> action;
    final Field<List<Ref>> refs;
    final Field<String> outcome;
    final Field<String> reason;
    final Field<String> name;
    final Field<String> arguments;
    /** Of the arguments of {@code backlog} [RTU-35]. */
    final Field<Integer> pending;

    final EntityFields entities;

    /**
     * No fields yet.
     *
     * @param path where the payload stands, for people; ended by a point
     */
    PayloadFields(String path) {
        ref = new Field<>(path, "ref", "a string of 1 to " + Ref.MAX_LENGTH + " characters");
        silent = new Field<>(path, "silent", "a boolean");
        action = new Field<>(path, "action", TEXT);
        refs = new Field<>(path, "refs", "an array of 1 to " + UpdateReply.MAX_REFS + " refs");
        outcome = new Field<>(path, "outcome", "an outcome");
        reason = new Field<>(path, "reason", TEXT);
        name = new Field<>(path, "name", TEXT);
        arguments = new Field<>(path, "arguments", "an object");
        pending = new Field<>(path, "arguments.pending", "a count");
        entities = new EntityFields(path);
    }

    /** Forgets what was seen. */
    void clear() {
        ref.clear();
        silent.clear();
        action.clear();
        refs.clear();
        outcome.clear();
        reason.clear();
        name.clear();
        arguments.clear();
        pending.clear();
        entities.clear();
    }

    /** Reads the rest of the object just entered. */
    void read(JsonScanner in) {
        while (in.nextKey()) {
            switch (in.key(KEYS, "")) {
                case "ref" -> ref.seen(ref(in.nextText()));
                case "silent" -> silent.seen(in.nextFlag());
                case "action" -> action.seen(action(in));
                case "refs" -> refs.seen(in.nextArray() ? refs(in) : null);
                case "outcome" -> outcome.seen(in.nextText());
                case "reason" -> reason.seen(in.nextText());
                case "name" -> name.seen(in.nextText());
                case "arguments" -> arguments.seen(in.nextObject() ? arguments(in) : null);
                case "payload" -> entities.readNext(in);
                default -> in.skipValue();
            }
        }
    }

    static @Nullable Ref ref(@Nullable String text) {
        return text != null && Ref.isValid(text) ? new Ref(text) : null;
    }

    static @Nullable Action action(JsonScanner in) {
        JsonToken token = in.next();
        Action known = in.find(token, ACTIONS);
        if (known != null) {
            return known;
        }
        String text = in.text(token);
        return text == null ? null : new Action(text);
    }

    private static @Nullable List<Ref> refs(JsonScanner in) {
        List<Ref> found = new ArrayList<>();
        boolean valid = true;
        while (in.nextElement()) {
            Ref element = ref(in.nextText());
            if (element == null || found.size() == UpdateReply.MAX_REFS) {
                valid = false;
            } else {
                found.add(element);
            }
        }
        return valid && !found.isEmpty() ? found : null;
    }

    /** Reads the next value; null unless it is a whole number from 0 to the greatest int, written in digits only. */
    private static @Nullable Integer count(JsonScanner in) {
        JsonToken token = in.next();
        in.skip(token);
        String number = token == JsonToken.NUMBER ? in.string() : "";
        if (number.length() > MAX_COUNT_LENGTH || !number.chars().allMatch(Character::isDigit)) {
            return null;
        }
        long count = number.isEmpty() ? -1 : Long.parseLong(number);
        return count < 0 || count > Integer.MAX_VALUE ? null : (int) count;
    }

    private String arguments(JsonScanner in) {
        int start = in.start();
        while (in.nextKey()) {
            if (in.isKey("pending")) {
                pending.seen(count(in));
            } else {
                in.skipValue();
            }
        }
        return in.textFrom(start);
    }
}
