package org.realtimeupdates.adapter.jsonb;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.util.List;
import org.realtimeupdates.adapter.json.BrokenRuleException;
import org.realtimeupdates.adapter.json.EntityRefusals;
import org.realtimeupdates.adapter.json.WrittenEntities;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.RawEntities;

/**
 * Entities by JSON-B: public records without annotations, and public classes and records with those of {@code
 * jakarta.json.bind.annotation}. JSON-B turns one kind of value into another where it can; this codec lets it read only
 * what fits the properties that it knows [RTU-2]. Thread-safe, does not block.
 */
public final class JsonbEntityCodec implements EntityCodec {

    private final Jsonb jsonb;

    /** A codec with JSON-B as it is configured by default. */
    public JsonbEntityCodec() {
        this.jsonb = JsonbBuilder.create();
    }

    @Override
    public <E extends Entity> Entities<E> decode(EntityType<E> type, RawEntities raw) {
        try {
            EntityCheck.check(type.javaClass(), raw.json());
        } catch (BrokenRuleException e) {
            throw EntityRefusals.of(type, e);
        }
        try {
            return new Entities<>(type, List.of(read(type.javaClass(), raw.json())));
        } catch (RuntimeException e) {
            throw EntityRefusals.because(type, "an entity cannot be read", e);
        }
    }

    @SuppressWarnings("unchecked") // the array type of a Class<E> is the class of E[]
    private <E> E[] read(Class<E> javaClass, String json) {
        return jsonb.fromJson(json, (Class<E[]>) javaClass.arrayType());
    }

    @Override
    public RawEntities encode(Entities<?> entities) {
        String json;
        try {
            json = jsonb.toJson(entities.entities());
        } catch (RuntimeException e) {
            throw EntityRefusals.because(entities.entityType(), "an entity cannot be written", e);
        }
        return WrittenEntities.check(entities, json);
    }
}
