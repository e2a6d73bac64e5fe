package org.realtimeupdates.adapter.avaje;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same texts and instants as {@link Instant} has. */
class InstantTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T23:59:59Z",
                "2024-02-29T23:59:59.1Z",
                "2024-02-29T23:59:59.123456789Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
                "-0001-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "2024-02-29T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "2024-02-29t23:59:59z"
            })
    @DisplayName("RTU-12: an instant is read as Instant reads it, in any form that it takes")
    void taken(String text) {
        Instant expected = Instant.parse(text);

        assertThat(InstantText.parse(text)).isEqualTo(expected);
        assertThat(InstantText.format(expected)).isEqualTo(expected.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2024-02-29T23:59:59",
                "2023-02-29T23:59:59Z",
                "2024-13-01T00:00:00Z",
                "2024-00-01T00:00:00Z",
                "2024-01-32T00:00:00Z",
                "2024-01-01T25:00:00Z",
                "2024-01-01T00:60:00Z",
                "2024-01-01T00:00:61Z",
                "2024-01-01T00:00:00.1234567890Z",
                "2024-01-01T00:00:00,1Z",
                "2024/01-01T00:00:00Z",
                "2024-01/01T00:00:00Z",
                "2024-01-01 00:00:00Z",
                "2024-01-01T00.00:00Z",
                "2024-01-01T00:00.00Z",
                "2024-01-01T00:00:0Z",
                "2024-01-01T00:00:0\u0661Z",
                "2024-01-01T00:00:00.-1Z",
                "+024-01-01T00:00:00Z",
                "2024-01-01T00:00:00ZZ",
                "2024-01-01T00:00:00.1"
            })
    @DisplayName("RTU-12: what Instant refuses is refused")
    void refused(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Instant.parse(text));
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> InstantText.parse(text));
    }

    @Test
    @DisplayName("RTU-12: texts near the common form are read as Instant reads them, or refused as it does")
    void near() {
        Random random = new Random(7);
        String alphabet = "0123456789-:.TZ+ ";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder(i % 2 == 0 ? "2024-02-29T23:59:59.123Z" : "1969-12-31T00:00:00Z");
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                text.setCharAt(random.nextInt(text.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(read(InstantText::parse, text.toString()))
                    .as("%s", text)
                    .isEqualTo(read(Instant::parse, text.toString()));
        }
    }

    private static String read(Function<String, Instant> parser, String text) {
        try {
            return parser.apply(text).toString();
        } catch (DateTimeException e) {
            return "refused";
        }
    }

    @Test
    @DisplayName("RTU-12: instants of all years are written as Instant writes them")
    void written() {
        Random random = new Random(7);
        int[] units = {1, 1000, 1_000_000, 1_000_000_000};
        for (int i = 0; i < 100_000; i++) {
            long seconds = random.nextLong() >> (10 + random.nextInt(40));
            int unit = units[random.nextInt(units.length)];
            int nanos = random.nextInt(1_000_000_000) / unit * unit;
            Instant instant = Instant.ofEpochSecond(seconds % 300_000_000_000L, nanos);

            assertThat(InstantText.format(instant)).isEqualTo(instant.toString());
        }
        assertThat(InstantText.format(Instant.MIN)).isEqualTo(Instant.MIN.toString());
        assertThat(InstantText.format(Instant.MAX)).isEqualTo(Instant.MAX.toString());
    }
}
