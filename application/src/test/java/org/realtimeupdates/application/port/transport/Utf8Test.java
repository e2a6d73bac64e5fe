package org.realtimeupdates.application.port.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "\u007f", "\u0080", "\u07ff", "\u0800", "\uffff", "\ud83d\ude00", "aé€\ud83d\ude00z"})
    void theSizeIsThatOfTheEncodedText(String text) {
        assertThat(Utf8.size(text)).isEqualTo(text.getBytes(UTF_8).length);
        for (int max = 0; max < 40; max++) {
            assertThat(Utf8.fits(text, max)).isEqualTo(text.getBytes(UTF_8).length <= max);
        }
    }

    @Test
    void theSizeOfAJsonStringCountsQuotesAndEscapes() {
        assertThat(Utf8.jsonStringSize("")).isEqualTo(2);
        assertThat(Utf8.jsonStringSize("ab")).isEqualTo(4);
        assertThat(Utf8.jsonStringSize("\"")).isEqualTo("\"\\\"\"".length());
        assertThat(Utf8.jsonStringSize("\\")).isEqualTo("\"\\\\\"".length());
        assertThat(Utf8.jsonStringSize("\u0001")).isEqualTo("\"\\u0001\"".length());
        assertThat(Utf8.jsonStringSize(" ")).isEqualTo(3);
        assertThat(Utf8.jsonStringSize("€")).isEqualTo(5);
        assertThat(Utf8.jsonStringSize("\ud83d\ude00")).isEqualTo(6);
    }
}
