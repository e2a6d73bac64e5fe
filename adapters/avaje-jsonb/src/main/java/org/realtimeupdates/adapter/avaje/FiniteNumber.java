package org.realtimeupdates.adapter.avaje;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonDataException;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import java.math.BigDecimal;
import java.util.function.DoubleFunction;

/**
 * Reads and writes finite numbers only, where avaje's own adapters write {@code "NaN"} as a string, and read a number
 * that is too large for single precision as infinity.
 *
 * @param <N> Double or Float
 */
final class FiniteNumber<N extends Number> implements JsonAdapter<N> {

    private final DoubleFunction<N> conversion;

    private FiniteNumber(DoubleFunction<N> conversion) {
        this.conversion = conversion;
    }

    static JsonAdapter<Double> ofDouble() {
        return new FiniteNumber<>(number -> number).nullSafe();
    }

    static JsonAdapter<Float> ofFloat() {
        return new FiniteNumber<>(number -> (float) number).nullSafe();
    }

    @Override
    public void toJson(JsonWriter writer, N value) {
        requireFinite(value, writer.path());
        if (value instanceof Float) {
            writer.value(new BigDecimal(value.toString())); // as a double it would get digits that it does not have
        } else {
            writer.value(value.doubleValue());
        }
    }

    @Override
    public N fromJson(JsonReader reader) {
        N number = conversion.apply(reader.readDouble());
        requireFinite(number, reader.location());
        return number;
    }

    private static void requireFinite(Number number, String path) {
        if (!Double.isFinite(number.doubleValue())) {
            throw new JsonDataException(path + " is not finite");
        }
    }
}
