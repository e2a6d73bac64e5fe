package org.realtimeupdates.adapter.avaje;

import io.avaje.jsonb.Json;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.domain.Entity;

/** A property of each kind. */
@Json
public record SampleEntity(
        String id,
        @Json.Property("full_name") @Nullable String name,
        @Nullable Short small,
        byte tiny,
        float share,
        @Nullable Character letter,
        @Nullable BigInteger large,
        @Nullable UUID uuid,
        @Nullable LocalDate day,
        @Nullable Map<String, Integer> counts,
        @Nullable List<List<String>> table,
        @Nullable SampleEntity inner)
        implements Entity {}
