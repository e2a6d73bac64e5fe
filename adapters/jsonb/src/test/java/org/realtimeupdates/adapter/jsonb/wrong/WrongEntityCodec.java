package org.realtimeupdates.adapter.jsonb.wrong;

import java.util.List;
import java.util.function.UnaryOperator;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MalformedEntitiesException;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.testfixtures.contract.EntityCodecContract;

/** The contract of a codec with one mistake; run by {@link WrongCodecsTest} only. */
class WrongEntityCodec extends EntityCodecContract {

    private static UnaryOperator<EntityCodec> mistake = UnaryOperator.identity();

    /** What is wrong with the codec from now on. */
    static void make(UnaryOperator<EntityCodec> next) {
        mistake = next;
    }

    @Override
    protected EntityCodec codec() {
        return mistake.apply(new JsonbEntityCodec());
    }

    /** Does what the right one does. */
    private static class Passing implements EntityCodec {

        final EntityCodec real;

        Passing(EntityCodec real) {
            this.real = real;
        }

        @Override
        public <E extends Entity> Entities<E> decode(EntityType<E> type, RawEntities raw) {
            return real.decode(type, raw);
        }

        @Override
        public RawEntities encode(Entities<?> entities) {
            return real.encode(entities);
        }
    }

    static EntityCodec readingNothing(EntityCodec right) {
        return new Passing(right) {
            @Override
            public <E extends Entity> Entities<E> decode(EntityType<E> type, RawEntities raw) {
                real.decode(type, raw);
                return new Entities<>(type, List.of());
            }
        };
    }

    static EntityCodec refusingNothing(EntityCodec right) {
        return new Passing(right) {
            @Override
            public <E extends Entity> Entities<E> decode(EntityType<E> type, RawEntities raw) {
                try {
                    return real.decode(type, raw);
                } catch (MalformedEntitiesException e) {
                    return new Entities<>(type, List.of());
                }
            }

            @Override
            public RawEntities encode(Entities<?> entities) {
                try {
                    return real.encode(entities);
                } catch (MalformedEntitiesException e) {
                    return new RawEntities(entities.type(), entities.ids(), "[]");
                }
            }
        };
    }

    static EntityCodec writingNulls(EntityCodec right) {
        return new Passing(right) {
            @Override
            public RawEntities encode(Entities<?> entities) {
                RawEntities raw = real.encode(entities);
                return new RawEntities(raw.type(), raw.ids(), raw.json().replace("}]", ",\"name\":null}]"));
            }
        };
    }
}
