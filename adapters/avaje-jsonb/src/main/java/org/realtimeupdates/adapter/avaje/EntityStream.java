package org.realtimeupdates.adapter.avaje;

import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import io.avaje.json.PropertyNames;
import io.avaje.json.stream.BufferedJsonWriter;
import io.avaje.json.stream.BytesJsonWriter;
import io.avaje.json.stream.JsonOutput;
import io.avaje.json.stream.JsonStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;

/** Gives adapters the names that an {@link EntityWriter} writes. Readers and writers the codec makes itself. */
final class EntityStream implements JsonStream {

    @Override
    public PropertyNames properties(String... names) {
        return new EntityNames(names);
    }

    private static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException("entities are read and written by their codec");
    }

    @Override
    public JsonReader reader(String json) {
        throw unsupported();
    }

    @Override
    public JsonReader reader(byte[] json) {
        throw unsupported();
    }

    @Override
    public JsonReader reader(Reader json) {
        throw unsupported();
    }

    @Override
    public JsonReader reader(InputStream json) {
        throw unsupported();
    }

    @Override
    public JsonWriter writer(Writer json) {
        throw unsupported();
    }

    @Override
    public JsonWriter writer(OutputStream json) {
        throw unsupported();
    }

    @Override
    public JsonWriter writer(JsonOutput json) {
        throw unsupported();
    }

    @Override
    public BufferedJsonWriter bufferedWriter() {
        throw unsupported();
    }

    @Override
    public BytesJsonWriter bufferedWriterAsBytes() {
        throw unsupported();
    }
}
