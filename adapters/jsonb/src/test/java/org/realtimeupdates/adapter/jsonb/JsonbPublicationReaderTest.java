package org.realtimeupdates.adapter.jsonb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;

class JsonbPublicationReaderTest {

    private static final String LINE = "{\"to\":{\"user\":\"octocat\",\"device\":\"phone\"},\"account\":\"personal\","
            + "\"update\":{\"ref\":\"r1\",\"silent\":true,\"action\":\"new\",\"payload\":{\"type\":\"message\","
            + "\"entities\":[ {\"id\":\"m1\",\"n\":1.0e2} ]}}}";

    private final JsonbPublicationReader reader = new JsonbPublicationReader();

    @Test
    void readsALine() {
        assertThat(reader.read(LINE))
                .isEqualTo(new PublicationLine(
                        Recipient.device("octocat", "phone"),
                        AccountType.PERSONAL,
                        Optional.of(new Ref("r1")),
                        true,
                        Action.NEW,
                        new RawEntities("message", List.of("m1"), "[ {\"id\":\"m1\",\"n\":1.0e2} ]")));
    }

    @Test
    void deviceRefAndSilentMayBeLeftOut() {
        PublicationLine line = reader.read(LINE.replace(",\"device\":\"phone\"", "")
                .replace("\"ref\":\"r1\",", "")
                .replace("\"silent\":true,", ""));

        assertThat(line.to()).isEqualTo(Recipient.user("octocat"));
        assertThat(line.ref()).isEmpty();
        assertThat(line.silent()).isFalse();
    }

    @Test
    @DisplayName("RTU-2: unknown fields are ignored, the order of fields is free, spaces around are allowed")
    void unknownFieldsAreIgnored() {
        assertThat(reader.read(" " + LINE.replace("{", "{\"x\":[null,{\"to\":1}],") + "\r\n"))
                .usingRecursiveComparison()
                .ignoringFields("payload")
                .isEqualTo(reader.read(LINE));
        assertThat(reader.read("{\"update\":{\"payload\":{\"entities\":[],\"type\":\"reset\"},\"action\":\"delete\"},"
                                + "\"account\":\"business\",\"to\":{\"user\":\"u\"}}")
                        .account())
                .isEqualTo(AccountType.BUSINESS);
    }

    @ParameterizedTest
    @DisplayName("RTU-2: a missing or mistyped field is refused and named")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"user\":\"octocat\",\"device\":\"phone\"} | null | to",
                "{\"user\":\"octocat\",\"device\":\"phone\"} | \"octocat\" | to",
                "\"user\":\"octocat\", | | to.user",
                "\"octocat\" | null | to.user",
                "\"octocat\" | \" \" | to.user",
                "\"octocat\" | 7 | to.user",
                "\"phone\" | null | to.device",
                "\"phone\" | \"\" | to.device",
                "\"phone\" | \"a b\" | to.device",
                "\"personal\" | \"private\" | account",
                "\"account\":\"personal\", | | account",
                "\"update\": | \"Update\": | update",
                "\"r1\" | null | update.ref",
                "\"r1\" | \"\" | update.ref",
                "true | null | update.silent",
                "true | 1 | update.silent",
                "\"new\" | null | update.action",
                "\"action\":\"new\", | | update.action",
                "\"message\" | 7 | update.payload.type",
                "\"m1\" | 7 | id",
                "\"n\" | \"id\" | same key twice",
                "1.0e2 | 111111111111111111111111111111111 | number",
                "1.0e2 | [[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]] | nesting",
                "1.0e2 | \"\\ud800\" | surrogate",
            })
    void namesTheField(String part, String replacement, String named) {
        String line = LINE.replace(part, replacement == null ? "" : replacement);

        assertThat(line).isNotEqualTo(LINE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader.read(line))
                .withMessageContaining(named)
                .withMessageNotContaining("octocat");
    }

    @ParameterizedTest
    @DisplayName("RTU-2: what is no single JSON object is refused")
    @ValueSource(strings = {"", "octocat", "null", "[]", "{", "{}{}", "{\"to\":{\"user\":\"octocat\"}"})
    void noObject(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader.read(line))
                .withMessageContaining("line")
                .withMessageNotContaining("octocat");
        assertThatIllegalArgumentException().isThrownBy(() -> reader.read(LINE + line + "x"));
    }
}
