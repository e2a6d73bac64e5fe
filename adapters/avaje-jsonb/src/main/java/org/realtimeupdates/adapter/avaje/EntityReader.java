package org.realtimeupdates.adapter.avaje;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.PropertyNames;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.realtimeupdates.adapter.json.BrokenRuleException;
import org.realtimeupdates.adapter.json.InvalidJsonException;
import org.realtimeupdates.adapter.json.JsonNumbers;
import org.realtimeupdates.adapter.json.JsonScanner;
import org.realtimeupdates.adapter.json.JsonToken;
import org.realtimeupdates.adapter.json.ValuePath;

/**
 * What generated adapters read from: a text with entities, where only what is of the kind that an adapter asks for is
 * read, and null is of none [RTU-2]. Throws a {@link BrokenRuleException} that names the field otherwise, and an
 * {@link InvalidJsonException} for a text that is no JSON. Belongs to one thread at a time.
 */
final class EntityReader implements JsonReader {

    /** Of an entity: the array of all entities is level 1. */
    private static final int ENTITY_LEVEL = 2;

    private final JsonScanner in = new JsonScanner("");
    private final RecentNames names = new RecentNames();
    private final ValuePath path = new ValuePath("entities");
    private int level;
    private boolean hasId;

    /** Goes to the beginning of a text; what was read before is forgotten. */
    void restart(String json) {
        in.restart(json);
        path.restart();
        level = 0;
    }

    /** Reads the whole text, an array of what the adapter reads. */
    <E> List<E> readAll(JsonAdapter<E> adapter) {
        List<E> read = new ArrayList<>(1); // most updates have one entity
        beginArray();
        while (hasNextElement()) {
            read.add(adapter.fromJson(this));
        }
        endArray();
        in.endWithRulesKept();
        return read;
    }

    /** Begins the next value, which must begin like that. */
    private void begin(JsonToken expected, String kind) {
        require(in.next() == expected, kind);
        in.requireRulesKept();
    }

    private void require(boolean kept, String kind) {
        if (!kept) {
            throw new BrokenRuleException(path + " is not " + kind);
        }
    }

    @Override
    public void beginArray() {
        begin(JsonToken.ARRAY, "an array");
        level++;
        path.enterElements();
    }

    @Override
    public boolean hasNextElement() {
        boolean more = in.nextElement();
        if (more) {
            path.nextElement();
        }
        return more;
    }

    @Override
    public void endArray() {
        level--;
        path.leave();
    }

    @Override
    public void beginObject(PropertyNames expected) {
        beginObject();
    }

    @Override
    public void beginObject() {
        begin(JsonToken.OBJECT, "an object");
        level++;
        path.enterProperties();
        if (level == ENTITY_LEVEL) {
            hasId = false;
        }
    }

    @Override
    public boolean hasNextField() {
        return in.nextKey();
    }

    @Override
    public String nextField() {
        String name = names.key(in);
        path.nextProperty(name);
        if (level == ENTITY_LEVEL && name.equals("id")) {
            hasId = in.peek() == JsonToken.STRING;
        }
        return name;
    }

    @Override
    public void endObject() {
        path.leave();
        if (level == ENTITY_LEVEL && !hasId) {
            throw new BrokenRuleException(path + ".id is missing");
        }
        level--;
    }

    /** False, as null is read as nothing. */
    @Override
    public boolean isNullValue() {
        require(in.peek() != JsonToken.NULL, "a value");
        return false;
    }

    @Override
    public boolean readBoolean() {
        JsonToken token = in.next();
        require(token == JsonToken.TRUE || token == JsonToken.FALSE, "a boolean");
        return token == JsonToken.TRUE;
    }

    private String number() {
        begin(JsonToken.NUMBER, "a number");
        return in.string();
    }

    @Override
    public int readInt() {
        String number = number();
        require(JsonNumbers.fits(number, Integer.class), "a valid Integer");
        return (int) JsonNumbers.whole(number);
    }

    @Override
    public long readLong() {
        String number = number();
        require(JsonNumbers.fits(number, Long.class), "a valid Long");
        return JsonNumbers.whole(number);
    }

    @Override
    public double readDouble() {
        double number = Double.parseDouble(number());
        require(Double.isFinite(number), "a valid Double");
        return number;
    }

    @Override
    public BigDecimal readDecimal() {
        String number = number();
        require(JsonNumbers.fits(number, BigDecimal.class), "a valid BigDecimal");
        return new BigDecimal(number);
    }

    @Override
    public BigInteger readBigInteger() {
        String number = number();
        require(JsonNumbers.fits(number, BigInteger.class), "a valid BigInteger");
        return new BigInteger(number);
    }

    @Override
    public String readString() {
        begin(JsonToken.STRING, "a string");
        return in.string();
    }

    @Override
    public byte[] readBinary() {
        return Base64.getDecoder().decode(readString());
    }

    @Override
    public String readRaw() {
        JsonToken token = in.next();
        int start = in.start();
        in.skip(token);
        return in.textFrom(start);
    }

    @Override
    public void skipValue() {
        in.skipValue();
    }

    /** Nothing: unknown fields are ignored. */
    @Override
    public void unmappedField(String fieldName) {}

    @Override
    public String location() {
        return path.toString();
    }

    @Override
    public Token currentToken() {
        return switch (in.peek()) {
            case OBJECT -> Token.BEGIN_OBJECT;
            case ARRAY -> Token.BEGIN_ARRAY;
            case STRING -> Token.STRING;
            case NUMBER -> Token.NUMBER;
            case TRUE, FALSE -> Token.BOOLEAN;
            case NULL -> Token.NULL;
        };
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException("nothing is wrapped");
    }

    @Override
    public void close() {}
}
