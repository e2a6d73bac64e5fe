package org.realtimeupdates.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RTU-2: what a string of JSON may hold as it stands. */
class PlainTextTest {

    @Test
    void printableAsciiWithoutBackslashIsPlainAndNothingElse() {
        for (int length = 1; length < 20; length++) {
            for (int at = 0; at < length; at++) {
                for (char c = 0; c < 0x180; c++) {
                    assertThat(PlainText.is(text(length, at, c)))
                            .as("U+%04x at %d of %d", (int) c, at, length)
                            .isEqualTo(c >= ' ' && c < 0x80 && c != '\\');
                }
            }
        }
    }

    @Test
    void anEmptyTextIsPlain() {
        assertThat(PlainText.is("")).isTrue();
    }

    @Test
    void charactersOfOtherAlphabetsAreNotPlain() {
        assertThat(PlainText.is("€")).isFalse();
        assertThat(PlainText.is("What does it cost? Eight €")).isFalse();
        assertThat(PlainText.is("What does it cost?")).isTrue();
        assertThat(PlainText.is("a text with a \ud83d\ude00 in it")).isFalse();
        assertThat(PlainText.is("half of one: \ud83d")).as("what has no UTF-8").isFalse();
    }

    private static String text(int length, int at, char c) {
        StringBuilder text = new StringBuilder("~".repeat(length));
        text.setCharAt(at, c);
        return text.toString();
    }
}
