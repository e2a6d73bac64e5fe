package org.realtimeupdates.adapter.avaje;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonDataException;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;

/** Reads and writes bytes from -128 to 127, where avaje's own adapter reads 128 as -128. */
final class SignedByte implements JsonAdapter<Byte> {

    @Override
    public void toJson(JsonWriter writer, Byte value) {
        writer.value(value.intValue());
    }

    @Override
    public Byte fromJson(JsonReader reader) {
        int number = reader.readInt();
        if (number != (byte) number) {
            throw new JsonDataException(reader.location() + " is not a valid Byte");
        }
        return (byte) number;
    }
}
