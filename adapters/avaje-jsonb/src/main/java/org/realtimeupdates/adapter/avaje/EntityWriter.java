package org.realtimeupdates.adapter.avaje;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonWriter;
import io.avaje.json.PropertyNames;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.json.JsonStrings;
import org.realtimeupdates.domain.Entity;

/** What generated adapters write to: a {@link WrittenText}. Belongs to one thread at a time. */
final class EntityWriter implements JsonWriter {

    private final WrittenText text = new WrittenText();
    private boolean nulls;
    private boolean empty;

    /** Forgets what was written. */
    void restart() {
        text.restart();
        nulls = false;
        empty = true;
    }

    /** Writes a whole text, an array of what the adapter writes. */
    <E extends Entity> String writeAll(JsonAdapter<E> adapter, List<E> entities) {
        restart();
        beginArray();
        for (E entity : entities) {
            adapter.toJson(this, entity);
            text.endEntity(entity.id());
        }
        endArray();
        return text.toString();
    }

    /** Whether what was written surely keeps the rules of [RTU-2], and has the ids of the entities. */
    boolean isSure() {
        return text.isSure();
    }

    @Override
    public void beginArray() {
        text.begin('[', null);
    }

    @Override
    public void endArray() {
        text.end(']');
    }

    @Override
    public void emptyArray() {
        if (empty) {
            beginArray();
            endArray();
        } else {
            text.dropName();
        }
    }

    @Override
    public void beginObject() {
        text.begin('{', EntityNames.NONE);
    }

    @Override
    public void beginObject(PropertyNames names) {
        text.begin('{', (EntityNames) names);
    }

    @Override
    public void endObject() {
        text.end('}');
    }

    @Override
    public void allNames(PropertyNames names) {
        throw new UnsupportedOperationException("entities are written whole");
    }

    @Override
    public void name(int position) {
        text.name(position);
    }

    @Override
    public void name(String name) {
        text.name(name);
    }

    @Override
    public void nullValue() {
        if (nulls) {
            text.word("null");
        } else {
            text.dropName();
        }
    }

    @Override
    public void value(@Nullable String value) {
        if (value == null) {
            nullValue();
        } else {
            text.string(value);
        }
    }

    @Override
    public void value(boolean value) {
        text.word(String.valueOf(value));
    }

    @Override
    public void value(int value) {
        text.word(String.valueOf(value));
    }

    @Override
    public void value(long value) {
        text.word(String.valueOf(value));
    }

    @Override
    public void value(double value) {
        if (!Double.isFinite(value)) {
            text.doubt();
        }
        text.word(String.valueOf(value));
    }

    private void number(@Nullable Number value) {
        if (value == null) {
            nullValue();
        } else {
            text.number(value.toString());
        }
    }

    @Override
    public void value(@Nullable Boolean value) {
        if (value == null) {
            nullValue();
        } else {
            value(value.booleanValue());
        }
    }

    @Override
    public void value(@Nullable Integer value) {
        number(value);
    }

    @Override
    public void value(@Nullable Long value) {
        number(value);
    }

    @Override
    public void value(@Nullable Double value) {
        if (value == null) {
            nullValue();
        } else {
            value(value.doubleValue());
        }
    }

    @Override
    public void value(@Nullable BigDecimal value) {
        number(value);
    }

    @Override
    public void value(@Nullable BigInteger value) {
        number(value);
    }

    @Override
    public void value(byte @Nullable [] value) {
        value(value == null ? null : Base64.getEncoder().encodeToString(value));
    }

    @Override
    public void jsonValue(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            beginObject();
            map.forEach((name, property) -> {
                name((String) name);
                jsonValue(property);
            });
            endObject();
        } else if (value instanceof Collection<?> elements) {
            beginArray();
            elements.forEach(this::jsonValue);
            endArray();
        } else if (value instanceof Boolean flag) {
            value(flag);
        } else if (value instanceof Double number) {
            value(number);
        } else if (value instanceof Integer || value instanceof Long || value instanceof BigDecimal) {
            number((Number) value);
        } else if (value instanceof byte[] bytes) {
            value(bytes);
        } else {
            value((String) value);
        }
    }

    @Override
    public void rawValue(@Nullable String value) {
        if (value == null) {
            nullValue();
        } else {
            text.rawValue(value);
        }
    }

    @Override
    public void rawChunkStart() {
        text.rawValue("");
    }

    @Override
    public void rawChunk(char part) {
        text.raw(String.valueOf(part));
    }

    @Override
    public void rawChunk(String part) {
        text.raw(part);
    }

    @Override
    public void rawChunkEncode(String part) {
        text.raw(JsonStrings.escaped("entities", part));
    }

    @Override
    public void rawChunkEnd() {}

    @Override
    public void serializeNulls(boolean serializeNulls) {
        nulls = serializeNulls;
    }

    @Override
    public boolean serializeNulls() {
        return nulls;
    }

    @Override
    public void serializeEmpty(boolean serializeEmpty) {
        empty = serializeEmpty;
    }

    @Override
    public boolean serializeEmpty() {
        return empty;
    }

    /** Nothing: texts are compact. */
    @Override
    public void pretty(boolean pretty) {}

    /** Nothing: texts are compact. */
    @Override
    public void writeNewLine() {}

    @Override
    public String path() {
        return "entities";
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException("nothing is wrapped");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public void markIncomplete() {}
}
