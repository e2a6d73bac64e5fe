package org.realtimeupdates.adapter.avaje;

import io.avaje.json.JsonAdapter;
import io.avaje.jsonb.Jsonb;
import java.time.Instant;
import org.realtimeupdates.adapter.json.BrokenRuleException;
import org.realtimeupdates.adapter.json.EntityRefusals;
import org.realtimeupdates.adapter.json.InvalidJsonException;
import org.realtimeupdates.adapter.json.Spare;
import org.realtimeupdates.adapter.json.WrittenEntities;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MalformedEntitiesException;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.RawEntities;

/**
 * Entities by avaje-jsonb: without reflection, read and checked in one pass. A class of an application needs an adapter
 * that avaje's generator makes when it is compiled: of a class with {@code @Json}, or named in {@code @Json.Import}.
 * Where an adapter reads any value ({@code Object}), null is refused too. Thread-safe, does not block.
 */
public final class AvajeEntityCodec implements EntityCodec {

    private final Jsonb jsonb;
    private final Spare<EntityReader> readers = new Spare<>(EntityReader::new);
    private final Spare<EntityWriter> writers = new Spare<>(EntityWriter::new);

    /** A codec with the adapters that are on the class path or in the modules. */
    public AvajeEntityCodec() {
        this.jsonb = Jsonb.builder()
                .adapter(new EntityStream())
                .add(Byte.class, new SignedByte().nullSafe())
                .add(byte.class, new SignedByte().nullSafe())
                .add(Double.class, FiniteNumber.ofDouble())
                .add(double.class, FiniteNumber.ofDouble())
                .add(Float.class, FiniteNumber.ofFloat())
                .add(float.class, FiniteNumber.ofFloat())
                .add(Instant.class, new InstantText().nullSafe())
                .build();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException for a class without an adapter
     */
    @Override
    public <E extends Entity> Entities<E> decode(EntityType<E> type, RawEntities raw) {
        JsonAdapter<E> adapter = jsonb.adapter(type.javaClass());
        EntityReader reader = readers.take();
        reader.restart(raw.json());
        try {
            return new Entities<>(type, reader.readAll(adapter));
        } catch (BrokenRuleException e) {
            throw EntityRefusals.of(type, e);
        } catch (InvalidJsonException e) {
            throw EntityRefusals.of(type, new BrokenRuleException("the entities are not valid JSON"));
        } catch (RuntimeException e) {
            throw EntityRefusals.because(type, reader.location() + " cannot be read", e);
        } finally {
            reader.restart("");
            readers.giveBack(reader);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException for a class without an adapter
     */
    @Override
    public RawEntities encode(Entities<?> entities) {
        return write(entities);
    }

    private <E extends Entity> RawEntities write(Entities<E> entities) {
        EntityType<E> type = entities.entityType();
        JsonAdapter<E> adapter = jsonb.adapter(type.javaClass());
        EntityWriter writer = writers.take();
        try {
            String json = writer.writeAll(adapter, entities.entities());
            if (writer.isSure()) {
                return new RawEntities(type.name(), entities.ids(), json);
            }
            return WrittenEntities.check(entities, json);
        } catch (MalformedEntitiesException e) {
            throw e;
        } catch (RuntimeException e) {
            throw EntityRefusals.because(type, "an entity cannot be written", e);
        } finally {
            writer.restart();
            writers.giveBack(writer);
        }
    }
}
