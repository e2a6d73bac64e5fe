package org.realtimeupdates.adapter.avaje;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimeupdates.application.port.transport.MalformedEntitiesException;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.RawEntities;

/** Classes of applications with annotations of avaje. */
class OwnEntitiesTest {

    private final AvajeEntityCodec codec = new AvajeEntityCodec();

    /** A class that no adapter was made for. */
    public record Foreign(String id) implements Entity {}

    private static final EntityType<SampleEntity> SAMPLE = new EntityType<>("sample", SampleEntity.class);

    private SampleEntity decode(String fields) {
        RawEntities raw = new RawEntities("sample", List.of(), "[{\"id\":\"1\"" + fields + "}]");
        return codec.decode(SAMPLE, raw).entities().get(0);
    }

    @Test
    @DisplayName("RTU-12: properties of every kind are read and written")
    void everyKind() {
        SampleEntity sample = new SampleEntity(
                "1",
                "n\\\"\u0001",
                (short) -32768,
                (byte) 127,
                1.5f,
                'x',
                new BigInteger("123456789012345678901234567890"),
                new UUID(1, 2),
                LocalDate.of(2024, 2, 29),
                Map.of("a", 1),
                List.of(List.of("b"), List.of()),
                null);

        RawEntities raw = codec.encode(Entities.of(SAMPLE, sample));

        assertThat(raw.json()).contains("\"full_name\"");
        assertThat(codec.decode(SAMPLE, raw).entities()).containsExactly(sample);
        assertThat(decode(",\"x\":{\"full_name\":null},\"full\\u005fname\":\"m\",\"name\":7")
                        .name())
                .isEqualTo("m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"full_name\":7", "\"full_name\":null", "\"small\":32768", "\"small\":\"7\"", "\"tiny\":128",
                "\"tiny\":null", "\"share\":1e39", "\"share\":\"NaN\"", "\"letter\":\"xy\"", "\"letter\":\"\"",
                "\"large\":1.5", "\"large\":\"1\"", "\"uuid\":\"x\"", "\"day\":\"2024-02-30\"",
                        "\"counts\":{\"a\":null}",
                "\"counts\":{\"a\":\"1\"}", "\"counts\":[]", "\"table\":[[null]]", "\"table\":[\"a\"]",
                        "\"inner\":{\"id\":7}",
                "\"inner\":[]"
            })
    @DisplayName("RTU-2: a mistyped property is malformed and named")
    void mistyped(String field) {
        assertThatExceptionOfType(MalformedEntitiesException.class)
                .isThrownBy(() -> decode("," + field))
                .withMessageContaining("entities[0]." + field.substring(1, field.indexOf('"', 1)));
    }

    @Test
    @DisplayName("RTU-2: an entity that is deep by its own class is refused beyond 32 levels")
    void depth() {
        String opening = ",\"inner\":{\"id\":\"2\"";

        assertThat(decode(opening.repeat(30) + "}".repeat(30)).inner()).isNotNull();
        assertThatExceptionOfType(MalformedEntitiesException.class)
                .isThrownBy(() -> decode(opening.repeat(31) + "}".repeat(31)))
                .withMessageContaining("nesting is deeper than 32");
        assertThatExceptionOfType(MalformedEntitiesException.class)
                .isThrownBy(() -> decode(opening.repeat(100_000) + "}".repeat(100_000)));
    }

    private static SampleEntity sample(BigInteger large, Map<String, Integer> counts) {
        return new SampleEntity("1", null, null, (byte) 0, 0, null, large, null, null, counts, null, null);
    }

    @Test
    @DisplayName("RTU-2: what a peer would refuse is not written: too long a number, half a character in a key")
    void unwritable() {
        for (SampleEntity refused :
                List.of(sample(BigInteger.TEN.pow(32), Map.of()), sample(BigInteger.ONE, Map.of("\ud800", 1)))) {
            assertThatExceptionOfType(MalformedEntitiesException.class)
                    .isThrownBy(() -> codec.encode(Entities.of(SAMPLE, refused)));
        }
    }

    @Test
    @DisplayName("a class without an adapter is told apart from text that cannot be read")
    void withoutAdapter() {
        EntityType<Foreign> foreign = new EntityType<>("foreign", Foreign.class);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.decode(foreign, new RawEntities("foreign", List.of(), "[]")));
    }
}
