package org.realtimeupdates.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoredTextTest {

    private static final List<String> ODD = List.of(
            "",
            " x ",
            "a\u0000b",
            "\u0000",
            "\u0010",
            "\u00100000",
            "\u0010;",
            "\u0010#",
            "\ud83d\ude00",
            "\ud83d",
            "\ude00",
            "\ud83d\ud83d\ude00\ude00",
            "\uffff\ufffe\u007f\r\n",
            "x".repeat(100_000),
            "\u0000".repeat(300));

    @RegisterExtension
    final TestDatabase sqlite = TestDatabase.sqlite();

    @RegisterExtension
    final TestDatabase postgresql = TestDatabase.postgresql();

    @Test
    void everyDatabaseGivesBackWhatItStored() throws Exception {
        for (TestDatabase database : List.of(sqlite, postgresql)) {
            try (Connection connection = database.dataSource().getConnection();
                    PreparedStatement ask = connection.prepareStatement("SELECT CAST(? AS TEXT)")) {
                for (String text : ODD) {
                    ask.setString(1, StoredText.of(text));
                    try (ResultSet answer = ask.executeQuery()) {
                        assertThat(answer.next()).isTrue();
                        assertThat(StoredText.read(answer.getString(1))).isEqualTo(text);
                    }
                }
            }
        }
    }

    @Test
    void ordinaryTextStandsThereAsItIs() {
        String text = "{\"text\":\"h\u00e9llo \ud83d\ude00\\u0000\"}";

        assertThat(StoredText.of(text)).isSameAs(text);
        assertThat(StoredText.read(text)).isSameAs(text);
        assertThat(StoredText.key(text)).isSameAs(text);
    }

    @Test
    void whatUtf8DoesNotHaveIsEscaped() {
        Random random = new Random(20261124);
        char[] alphabet = {'a', '0', ';', '#', '\u0000', '\u0010', '\ud83d', '\ude00'};
        for (int round = 0; round < 10_000; round++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(8), 0, alphabet.length).forEach(i -> text.append(alphabet[i]));

            String stored = StoredText.of(text.toString());

            assertThat(stored).doesNotContain("\u0000");
            assertThat(new String(stored.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .isEqualTo(stored);
            assertThat(StoredText.read(stored)).isEqualTo(text.toString());
        }
    }

    @Test
    void aListComesBackAsItWas() {
        for (List<String> texts : List.of(List.<String>of(), List.of(""), List.of("", ""), List.of("a", "b"), ODD)) {
            assertThat(StoredText.readAll(StoredText.ofAll(texts))).isEqualTo(texts);
        }
    }

    @Test
    void keysAreShortAndDifferent() {
        Set<String> keys = new HashSet<>();
        for (String end : List.of("", "a", "b", "\u0000")) {
            for (int length : new int[] {0, 64, 65, 66, 254, 255, 256, 100_000}) {
                String key = StoredText.key("\u20ac".repeat(length) + end);

                assertThat(key.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(800);
                assertThat(keys.add(key)).isTrue();
                assertThat(keys).contains(key).doesNotContain(StoredText.key(key + "x"));
            }
        }
        String longKey = StoredText.key("x".repeat(256));
        assertThat(StoredText.key(longKey)).isNotEqualTo(longKey);
    }
}
