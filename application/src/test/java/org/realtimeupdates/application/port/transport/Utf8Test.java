package org.realtimeupdates.application.port.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8Test {

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "a, 1",
        "\u007f, 1",
        "\u0080, 2",
        "\u07ff, 2",
        "\u0800, 3",
        "\uffff, 3",
        "\ud83d\ude00, 4",
        "aé€\ud83d\ude00z, 11"
    })
    void theSizeIsThatOfTheEncodedText(String text, int size) {
        assertThat(Utf8.size(text)).isEqualTo(size);
        for (int max = 0; max < 40; max++) {
            assertThat(Utf8.fits(text, max)).isEqualTo(size <= max);
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
