package org.realtimeupdates.adapter.jsonb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.JsonValue;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimeupdates.application.port.transport.MalformedEntitiesException;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.RawEntities;

/** Classes of applications with annotations of JSON-B. */
class AnnotatedEntitiesTest {

    private final JsonbEntityCodec codec = new JsonbEntityCodec();

    private <E extends Entity> E decode(Class<E> javaClass, String fields) {
        EntityType<E> type = new EntityType<>("own", javaClass);
        return codec.decode(type, new RawEntities("own", List.of(), "[{\"id\":\"1\"" + fields + "}]"))
                .entities()
                .get(0);
    }

    private void assertMalformed(Class<? extends Entity> javaClass, String fields, String named) {
        assertThatExceptionOfType(MalformedEntitiesException.class)
                .isThrownBy(() -> decode(javaClass, fields))
                .withMessageContaining(named);
    }

    /** A record with names of its own. */
    public record Renamed(
            String id,
            @JsonbProperty("full_name") @Nullable String name,
            @JsonbProperty int count) implements Entity {}

    @Test
    @DisplayName("RTU-2: a renamed component is known by its name in JSON")
    void renamedComponents() {
        assertThat(decode(Renamed.class, ",\"full_name\":\"n\",\"count\":2,\"name\":7"))
                .isEqualTo(new Renamed("1", "n", 2));
        assertMalformed(Renamed.class, ",\"full_name\":7", "full_name");
        assertMalformed(Renamed.class, ",\"full_name\":null", "full_name");
        assertMalformed(Renamed.class, ",\"count\":\"2\"", "count");
    }

    /** What the bean inherits. */
    public static class Parent {
        public int inherited;
        public short @Nullable [] shorts;
    }

    /** A class with setters and fields. */
    public static class Bean extends Parent implements Entity {

        @JsonbTransient
        public @Nullable String secret;

        public static int shared;
        public final int fixed = 1;

        private String id = "";
        private long size = 5;

        @JsonbProperty("renamed_field")
        private @Nullable String first;

        private @Nullable String second;
        private @Nullable String hidden;

        public Bean() {}

        @Override
        public String id() {
            return id;
        }

        public String getId() {
            return id;
        }

        public void setId(String id) {
            this.id = id;
        }

        public long getSize() {
            return size;
        }

        public void setSize(long size) {
            this.size = size;
        }

        public @Nullable String getFirst() {
            return first;
        }

        public void setFirst(@Nullable String first) {
            this.first = first;
        }

        public @Nullable String getSecond() {
            return second;
        }

        @JsonbProperty("renamed_setter")
        public void setSecond(@Nullable String second) {
            this.second = second;
        }

        public @Nullable String getHidden() {
            return hidden;
        }
    }

    @Test
    @DisplayName("RTU-2: setters and public fields are known, inherited and renamed ones too")
    void beans() {
        Bean bean = decode(
                Bean.class,
                ",\"size\":7,\"renamed_field\":\"a\",\"renamed_setter\":\"b\",\"inherited\":3,\"second\":1");

        assertThat(bean.getSize()).isEqualTo(7);
        assertThat(bean.getFirst()).isEqualTo("a");
        assertThat(bean.getSecond()).isEqualTo("b");
        assertThat(bean.inherited).isEqualTo(3);
        assertThat(decode(Bean.class, "").getSize()).isEqualTo(5);
        assertThat(decode(Bean.class, ",\"shorts\":[1,-2]").shorts).containsExactly(1, -2);
        assertMalformed(Bean.class, ",\"shorts\":[32768]", "shorts");
        assertMalformed(Bean.class, ",\"shorts\":[\"1\"]", "shorts");
        assertMalformed(Bean.class, ",\"size\":\"7\"", "size");
        assertMalformed(Bean.class, ",\"size\":null", "size");
        assertMalformed(Bean.class, ",\"size\":9223372036854775808", "size");
        assertMalformed(Bean.class, ",\"renamed_field\":1", "renamed_field");
        assertMalformed(Bean.class, ",\"renamed_setter\":1", "renamed_setter");
        assertMalformed(Bean.class, ",\"inherited\":\"3\"", "inherited");
    }

    @Test
    @DisplayName("RTU-2: what JSON-B does not read is an unknown field")
    void unreadFields() {
        Bean bean = decode(Bean.class, ",\"secret\":7,\"hidden\":7,\"fixed\":\"7\",\"shared\":null,\"first\":null");

        assertThat(bean.secret).isNull();
        assertThat(bean.getHidden()).isNull();
        assertThat(bean.getFirst()).isNull();
    }

    @Test
    @DisplayName("a class whose id is not written as id cannot be encoded")
    void idMustBeWritten() {
        EntityType<NoId> type = new EntityType<>("own", NoId.class);

        assertThatExceptionOfType(MalformedEntitiesException.class)
                .isThrownBy(() -> codec.encode(Entities.of(type, new NoId())))
                .withMessageContaining("own")
                .withMessageContaining("id");
    }

    /** Its id is no property. */
    public static class NoId implements Entity {
        public NoId() {}

        @Override
        public String id() {
            return "1";
        }
    }

    /** Made by a method. */
    public static final class Created implements Entity {
        private final String id;
        final int count;

        private Created(String id, int count) {
            this.id = id;
            this.count = count;
        }

        @JsonbCreator
        public static Created of(@JsonbProperty("id") String id, @JsonbProperty("n") int count) {
            return new Created(id, count);
        }

        @Override
        public String id() {
            return id;
        }
    }

    @Test
    @DisplayName("RTU-2: the parameters of a creator are known")
    void creators() {
        assertThat(decode(Created.class, ",\"n\":3").count).isEqualTo(3);
        assertMalformed(Created.class, ",\"n\":\"3\"", "n is not");
        assertMalformed(Created.class, ",\"n\":2147483648", "n is not");
    }

    /** Turns numbers into words. */
    public static class Words implements JsonbAdapter<String, Integer> {
        public Words() {}

        @Override
        public Integer adaptToJson(String word) {
            return word.length();
        }

        @Override
        public String adaptFromJson(Integer length) {
            return "x".repeat(length);
        }
    }

    /** Read in ways of its own. */
    public record Customized(
            String id,
            @JsonbTypeAdapter(Words.class) @Nullable String word,
            @JsonbDateFormat("dd.MM.yyyy") @Nullable LocalDate date,
            @JsonbNumberFormat("#,##0.00") @Nullable Double price,
            @Nullable Object anything,
            @Nullable JsonValue json)
            implements Entity {}

    @Test
    @DisplayName("what annotations or open types decide is left to JSON-B")
    void customized() {
        Customized read = decode(
                Customized.class,
                ",\"word\":3,\"date\":\"29.02.2024\",\"price\":\"1,234.50\",\"anything\":\"a\",\"json\":[1]");

        assertThat(read.word()).isEqualTo("xxx");
        assertThat(read.date()).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(read.price()).isEqualTo(1234.5);
        assertThat(read.anything()).isEqualTo("a");
        assertThat(read.json()).hasToString("[1]");
    }

    @ParameterizedTest
    @DisplayName("RTU-2: null is mistyped there too")
    @ValueSource(strings = {"word", "date", "price", "anything", "json"})
    void customizedButNull(String field) {
        assertMalformed(Customized.class, ",\"" + field + "\":null", field);
    }

    @Test
    void whatJsonbRefusesIsMalformedWithoutItsValue() {
        assertThatExceptionOfType(MalformedEntitiesException.class)
                .isThrownBy(() -> decode(Customized.class, ",\"date\":\"secret\""))
                .withMessageContaining("own")
                .withMessageNotContaining("secret")
                .withNoCause();
    }

    /** Values in values. */
    public record Nested(
            String id,
            @Nullable Map<String, Integer> counts,
            @Nullable List<List<String>> table,
            @Nullable Character letter,
            @Nullable Float ratio,
            OptionalInt rank,
            @Nullable Nested child)
            implements Entity {}

    @Test
    @DisplayName("RTU-2: values in maps, lists, arrays and objects are checked too")
    void nested() {
        Nested read = decode(
                Nested.class,
                ",\"counts\":{\"a\":1},\"table\":[[\"x\"],[]],\"letter\":\"l\",\"ratio\":0.5,"
                        + "\"rank\":4,\"child\":{\"id\":\"2\"}");

        assertThat(read.counts()).isEqualTo(Map.of("a", 1));
        assertThat(read.table()).isEqualTo(List.of(List.of("x"), List.of()));
        assertThat(read.letter()).isEqualTo('l');
        assertThat(read.ratio()).isEqualTo(0.5f);
        assertThat(read.rank()).hasValue(4);
        assertThat(read.child()).isNotNull();
    }

    @ParameterizedTest
    @DisplayName("RTU-2: values of the wrong kind in maps, lists, arrays and objects are mistyped")
    @ValueSource(
            strings = {
                "\"counts\":{\"a\":\"1\"}",
                "\"counts\":{\"a\":null}",
                "\"counts\":[]",
                "\"table\":[[1]]",
                "\"table\":[\"x\"]",
                "\"table\":[[null]]",
                "\"letter\":\"ll\"",
                "\"letter\":\"\"",
                "\"letter\":1",
                "\"ratio\":1e39",
                "\"ratio\":\"0.5\"",
                "\"rank\":\"4\"",
                "\"rank\":4.5",
                "\"child\":[]",
                "\"child\":{\"child\":{\"letter\":7}}"
            })
    void nestedMistyped(String field) {
        assertMalformed(Nested.class, "," + field, field.substring(1, field.indexOf('"', 1)));
    }

    @Test
    @DisplayName("RTU-2: entities that hold their own kind very deep do no harm")
    void deep() {
        String open = ",\"child\":{\"id\":\"2\"".repeat(50_000);

        assertMalformed(Nested.class, open + "}".repeat(50_000), "nesting");
    }
}
