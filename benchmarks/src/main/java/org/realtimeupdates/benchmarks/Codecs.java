package org.realtimeupdates.benchmarks;

import java.util.Map;
import java.util.function.Supplier;
import org.realtimeupdates.adapter.avaje.AvajeEntityCodec;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.adapter.jsonb.JsonbMessageCodec;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MessageCodec;

/** What turns updates into bytes and back, on both sides of every contender alike. */
record Codecs(MessageCodec messages, EntityCodec entities) {

    /** What is taken where none is named. */
    static final String DEFAULT = "jsonb";

    private static final Map<String, Supplier<Codecs>> BY_NAME = Map.of(
            DEFAULT,
            () -> new Codecs(new JsonbMessageCodec(), new JsonbEntityCodec()),
            "avaje",
            () -> new Codecs(new JsonbMessageCodec(), new AvajeEntityCodec()));

    static Codecs of(String name) {
        Supplier<Codecs> codecs = BY_NAME.get(name);
        if (codecs == null) {
            throw new IllegalArgumentException("codec: one of " + BY_NAME.keySet() + ", got " + name);
        }
        return codecs.get();
    }
}
