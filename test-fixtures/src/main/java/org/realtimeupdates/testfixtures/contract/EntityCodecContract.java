package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MalformedEntitiesException;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Group;
import org.realtimeupdates.domain.Member;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Profile;
import org.realtimeupdates.domain.RawEntities;

/** What every {@link EntityCodec} does. An adapter's test extends it and makes its codec. */
public abstract class EntityCodecContract {

    /** An application's own type. */
    protected static final EntityType<Invoice> INVOICE = new EntityType<>("invoice", Invoice.class);

    protected EntityCodecContract() {}

    /** The codec under test; the same one may be given again. */
    protected abstract EntityCodec codec();

    /** An application's own entity. Refuses a negative amount. */
    public record Invoice(
            String id,
            int number,
            @Nullable Long total,
            @Nullable BigDecimal amount,
            boolean paid,
            Optional<String> note,
            @Nullable List<Line> lines,
            @Nullable Status status)
            implements Entity {

        public Invoice {
            if (amount != null && amount.signum() < 0) {
                throw new IllegalArgumentException("amount: must not be negative, got " + amount);
            }
        }
    }

    /** An entity as deep as one likes. */
    public record Folder(String id, @Nullable Folder inner) implements Entity {

        static Folder ofDepth(int depth) {
            return new Folder("f", depth == 1 ? null : ofDepth(depth - 1));
        }
    }

    /** A part of an entity. */
    public record Line(@Nullable String text, double price) {}

    /** An enumeration in an entity. */
    public enum Status {
        OPEN,
        CLOSED
    }

    /** What the codec reads; the ids are those of the message codec, and are not looked at. */
    protected <E extends Entity> List<E> decode(EntityType<E> type, String json) {
        Entities<E> entities = codec().decode(type, new RawEntities(type.name(), List.of(), json));
        assertThat(entities.entityType()).isEqualTo(type);
        return entities.entities();
    }

    /** The refusal of the entities; its message names the type. */
    protected ThrowableAssertAlternative<MalformedEntitiesException> assertMalformed(EntityType<?> type, String json) {
        return assertThatExceptionOfType(MalformedEntitiesException.class)
                .as(json)
                .isThrownBy(() -> decode(type, json))
                .withMessageContaining(type.name());
    }

    @Test
    @DisplayName("RTU-12: the built-in types are read")
    void builtInTypesAreRead() {
        assertThat(decode(
                        EntityTypes.MESSAGE,
                        "[{\"id\":\"m\",\"group\":\"g\",\"sender\":\"s\",\"text\":\"t\\n\ud83d\ude00\","
                                + "\"sentAt\":\"2024-02-29T23:59:59.123456789Z\"}]"))
                .containsExactly(
                        new Message("m", "g", "s", "t\n\ud83d\ude00", Instant.parse("2024-02-29T23:59:59.123456789Z")));
        assertThat(decode(EntityTypes.PROFILE, "[{\"id\":\"p\",\"name\":\"n\",\"about\":\"a\",\"avatar\":\"v\"}]"))
                .containsExactly(new Profile("p", "n", "a", "v"));
        assertThat(decode(EntityTypes.GROUP, "[{\"id\":\"g\",\"name\":\"n\"}]")).containsExactly(new Group("g", "n"));
        assertThat(decode(EntityTypes.MEMBER, "[{\"id\":\"m\",\"group\":\"g\",\"profile\":\"p\",\"role\":\"r\"}]"))
                .containsExactly(new Member("m", "g", "p", "r"));
    }

    @Test
    @DisplayName("RTU-12: fields other than id are optional")
    void otherFieldsAreOptional() {
        assertThat(decode(EntityTypes.MESSAGE, "[{\"id\":\"m\"}]"))
                .containsExactly(new Message("m", null, null, null, null));
        assertThat(decode(EntityTypes.PROFILE, "[{\"id\":\"p\"}]")).containsExactly(new Profile("p", null, null, null));
        assertThat(decode(EntityTypes.GROUP, "[{\"id\":\"g\"}]")).containsExactly(new Group("g", null));
        assertThat(decode(EntityTypes.MEMBER, "[{\"id\":\"m\"}]")).containsExactly(new Member("m", null, null, null));
    }

    @Test
    @DisplayName("RTU-10: entities are read in order; there may be none")
    void inOrder() {
        assertThat(decode(EntityTypes.GROUP, "[]")).isEmpty();
        assertThat(decode(EntityTypes.GROUP, " [ {\"name\":\"1\",\"id\":\"b\"} ,\n{\"id\":\"a\"} ] "))
                .containsExactly(new Group("b", "1"), new Group("a", null));
    }

    @Test
    @DisplayName("RTU-10: an entity has a string id")
    void idIsRequired() {
        for (EntityType<?> type : EntityTypes.BUILT_IN) {
            for (String json :
                    List.of("[{}]", "[{\"id\":null}]", "[{\"id\":1}]", "[{\"Id\":\"a\"}]", "[{\"id\":\"a\"},{}]")) {
                assertMalformed(type, json).withMessageContaining("id");
            }
        }
    }

    @Test
    @DisplayName("RTU-2: a mistyped known field is malformed, null included, and is named without its value")
    void mistypedFields() {
        for (String wrong : List.of("null", "4711", "true", "[]", "{}", "[\"4711\"]")) {
            assertMalformed(EntityTypes.GROUP, "[{\"id\":\"g\",\"name\":" + wrong + "}]")
                    .withMessageContaining("name")
                    .withMessageNotContaining("4711");
            assertMalformed(EntityTypes.MESSAGE, "[{\"id\":\"g\",\"sentAt\":" + wrong + "}]")
                    .withMessageContaining("sentAt");
            assertMalformed(EntityTypes.MEMBER, "[{\"id\":\"g\"},{\"role\":" + wrong + ",\"id\":\"g\"}]")
                    .withMessageContaining("role");
        }
    }

    @Test
    @DisplayName("RTU-12: sentAt is an ISO-8601 instant")
    void sentAtIsAnInstant() {
        for (String wrong :
                List.of("", "yesterday", "2024-02-30T00:00:00Z", "2024-02-29", "2024-02-29T00:00:00", "1700000000")) {
            assertMalformed(EntityTypes.MESSAGE, "[{\"id\":\"m\",\"sentAt\":\"" + wrong + "\"}]")
                    .withMessageContaining("sentAt")
                    .satisfies(e -> assertThat(causes(e)).doesNotContain("yesterday"));
        }
    }

    @Test
    @DisplayName("RTU-2: unknown fields are ignored")
    void unknownFieldsAreIgnored() {
        assertThat(decode(EntityTypes.GROUP, "[{\"x\":[null,{\"id\":1}],\"id\":\"g\",\"Name\":7,\"sentAt\":null}]"))
                .containsExactly(new Group("g", null));
    }

    @Test
    @DisplayName("RTU-2: text that is no array of objects is malformed")
    void noArrayOfObjects() {
        for (String json : List.of(
                "",
                "null",
                "{\"id\":\"g\"}",
                "[null]",
                "[\"g\"]",
                "[[]]",
                "[{\"id\":\"g\"}",
                "[{\"id\":\"g\"}]x",
                "[{\"id\":\"g\",\"id\":\"g\"}]",
                "[{\"id\":\"\\ud800\"}]",
                "[{\"id\":\"g\",\"x\":" + "[".repeat(5000) + "]".repeat(5000) + "}]")) {
            assertMalformed(EntityTypes.GROUP, json);
        }
    }

    @Test
    @DisplayName("RTU-12: an application's own type is read")
    void ownTypeIsRead() {
        assertThat(
                        decode(
                                INVOICE,
                                "[{\"id\":\"i\",\"number\":7,\"total\":9007199254740993,\"amount\":0.10,\"paid\":true,"
                                        + "\"note\":\"n\",\"lines\":[{\"text\":\"a\",\"price\":1.5},{}],\"status\":\"CLOSED\"}]"))
                .containsExactly(new Invoice(
                        "i",
                        7,
                        9007199254740993L,
                        new BigDecimal("0.10"),
                        true,
                        Optional.of("n"),
                        List.of(new Line("a", 1.5), new Line(null, 0)),
                        Status.CLOSED));
        assertThat(decode(INVOICE, "[{\"id\":\"i\"}]"))
                .containsExactly(new Invoice("i", 0, null, null, false, Optional.empty(), null, null));
    }

    @Test
    @DisplayName("RTU-2: mistyped fields of an application's own type are malformed")
    void ownTypeIsChecked() {
        for (String wrong : List.of(
                "\"number\":\"7\"",
                "\"number\":null",
                "\"number\":true",
                "\"number\":1.5",
                "\"number\":2147483648",
                "\"number\":-2147483649",
                "\"number\":1e999999999",
                "\"number\":1e-999999999",
                "\"total\":\"7\"",
                "\"total\":99999999999999999999",
                "\"total\":0.5",
                "\"amount\":\"7\"",
                "\"amount\":null",
                "\"paid\":\"true\"",
                "\"paid\":1",
                "\"paid\":null",
                "\"note\":1",
                "\"note\":null",
                "\"lines\":{}",
                "\"lines\":\"a\"",
                "\"lines\":null",
                "\"status\":\"open\"",
                "\"status\":1")) {
            String field = wrong.substring(1, wrong.indexOf('"', 1));
            assertMalformed(INVOICE, "[{\"id\":\"i\"," + wrong + "}]").withMessageContaining(field);
        }
        for (String wrong :
                List.of("[null]", "[7]", "[[]]", "[{\"price\":\"7\"}]", "[{\"price\":1e999}]", "[{},{\"text\":7}]")) {
            assertMalformed(INVOICE, "[{\"id\":\"i\",\"lines\":" + wrong + "}]").withMessageContaining("lines");
        }
    }

    @Test
    @DisplayName("values that the class refuses are malformed, and are not shown")
    void refusedByTheClass() {
        assertMalformed(INVOICE, "[{\"id\":\"i\",\"amount\":-4711}]")
                .satisfies(e -> assertThat(causes(e)).doesNotContain("4711"));
    }

    private static String causes(Throwable e) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }

    @Test
    @DisplayName("RTU-12: what is written is read as the same, with its ids")
    void roundTrip() {
        Message message =
                new Message("m\u0000\"\ud83d\ude00", "g", "s", "\u2028\\", Instant.parse("1969-12-31T23:59:59.5Z"));
        assertRoundTrip(
                new Entities<>(EntityTypes.MESSAGE, List.of(message, new Message("n", null, null, null, null))));
        assertRoundTrip(Entities.of(EntityTypes.PROFILE, new Profile("p", "n", "a", "")));
        assertRoundTrip(Entities.of(EntityTypes.MEMBER, new Member("m", "g", "p", "r")));
        assertRoundTrip(new Entities<>(EntityTypes.GROUP, List.of()));
        assertRoundTrip(Entities.of(
                INVOICE,
                new Invoice(
                        "i",
                        Integer.MIN_VALUE,
                        Long.MAX_VALUE,
                        new BigDecimal("1.10"),
                        true,
                        Optional.of(""),
                        List.of(new Line("a", 0.1)),
                        Status.OPEN)));
    }

    private void assertRoundTrip(Entities<?> entities) {
        RawEntities raw = codec().encode(entities);

        assertThat(raw.type()).isEqualTo(entities.type());
        assertThat(raw.ids()).isEqualTo(entities.ids());
        assertThat(codec().decode(entities.entityType(), raw)).isEqualTo(entities);
    }

    @Test
    @DisplayName("RTU-2: fields that are null are left out")
    void nullsAreLeftOut() {
        assertThat(codec().encode(Entities.of(EntityTypes.GROUP, new Group("g", null)))
                        .json())
                .isEqualTo("[{\"id\":\"g\"}]");
    }

    @Test
    @DisplayName("RTU-2: entities that make a frame deeper than 32 levels are not written")
    void depthWithinAFrame() {
        EntityType<Folder> type = new EntityType<>("folder", Folder.class);

        assertRoundTrip(Entities.of(type, Folder.ofDepth(28)));
        assertThatExceptionOfType(MalformedEntitiesException.class)
                .isThrownBy(() -> codec().encode(Entities.of(type, Folder.ofDepth(29))))
                .withMessageContaining("nesting is deeper than 32");
    }

    @Test
    @DisplayName("RTU-2: what a peer would refuse is not written")
    void unwritable() {
        for (Invoice invoice : List.of(
                new Invoice("\ud800", 1, null, null, false, Optional.empty(), null, null),
                new Invoice("i", 1, null, null, false, Optional.of("\udc00"), null, null),
                new Invoice("i", 1, null, new BigDecimal("1" + "0".repeat(32)), false, Optional.empty(), null, null),
                new Invoice("i", 1, null, null, false, Optional.empty(), List.of(new Line("a", Double.NaN)), null))) {
            assertThatExceptionOfType(MalformedEntitiesException.class)
                    .isThrownBy(() -> codec().encode(Entities.of(INVOICE, invoice)))
                    .withMessageContaining("invoice");
        }
    }
}
