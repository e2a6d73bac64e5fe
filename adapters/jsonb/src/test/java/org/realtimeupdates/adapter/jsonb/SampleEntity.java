package org.realtimeupdates.adapter.jsonb;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.domain.Entity;

/** An entity of every kind of property. */
public record SampleEntity(
        String id,
        int count,
        byte small,
        double share,
        boolean flag,
        @Nullable Long total,
        @Nullable BigDecimal price,
        @Nullable BigInteger big,
        @Nullable Colour colour,
        @Nullable LocalDate day,
        @Nullable Duration length,
        @Nullable UUID uuid,
        @Nullable List<String> tags,
        @Nullable Map<String, Integer> counts,
        @Nullable Inner inner)
        implements Entity {

    /** An enum. */
    public enum Colour {
        RED,
        GREEN
    }

    /** A record inside. */
    public record Inner(@Nullable String name, @Nullable List<Double> numbers) {}
}
