package org.realtimeupdates.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer's words in a log: one line, nothing invisible, not long. */
class LogTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain text", "Grüße, 世界", "a\\b \"c\""})
    void visibleTextStaysAsItIs(String text) {
        assertThat(LogText.safe(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "000a", "000d", "0000", "001b", "007f", "0085", "2028", "2029", "200b", "202e", "2066", "feff", "e000", "d83d"
    })
    void whatIsInvisibleOrForgesALineIsEscaped(String code) {
        char c = (char) Integer.parseInt(code, 16);
        assertThat(LogText.safe("a" + c + "b")).isEqualTo("a\\u" + code + "b");
    }

    @Test
    void longTextIsCut() {
        assertThat(LogText.safe("x".repeat(256))).hasSize(256);
        assertThat(LogText.safe("x".repeat(100_000))).isEqualTo("x".repeat(256));
    }
}
