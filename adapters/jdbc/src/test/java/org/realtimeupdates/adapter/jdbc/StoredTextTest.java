package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoredTextTest {

    @Test
    void ordinaryTextStaysAsItIs() {
        for (String text : List.of("", "anna", "\u00e9\ud83d\ude00", "a\tb\n'\"%_", "\uffff")) {
            assertThat(StoredText.of(text)).isEqualTo(text);
        }
    }

    @Test
    void whatADatabaseRefusesIsWrittenOtherwise() {
        assertThat(StoredText.of("a\0b")).isEqualTo("a\\0000b");
        assertThat(StoredText.of("\ud83d")).isEqualTo("\\d83d");
        assertThat(StoredText.of("\\0000")).isEqualTo("\\\\0000");
    }

    @Test
    void anyTextComesBackAsItWas() {
        String characters = "ab0d\\\\\0\ud83d\ude00\ud83d\ude00\u00e9";
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                text.append(characters.charAt(random.nextInt(characters.length())));
            }
            String stored = StoredText.of(text.toString());

            assertThat(StoredText.read(stored)).isEqualTo(text.toString());
            assertThat(stored).doesNotContain("\0");
            assertThat(stored.codePoints()).noneMatch(point -> point >= 0xd800 && point <= 0xdfff);
        }
    }
}
