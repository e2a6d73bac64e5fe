package org.realtimeupdates.adapter.mailboxes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestTableTest {

    private final DigestTable table = new DigestTable();
    private final Map<Digest, Digest> expected = new HashMap<>();

    @Test
    void whateverWasPutLastIsFound() {
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            put(new Digest(random.nextInt(20_000), random.nextInt()), new Digest(i, -i));
            put(new Digest(random.nextInt(100), random.nextInt(100)), new Digest(i, 0));
        }
        check();
        assertThat(table.find(new Digest(-1, 7))).isNull();
    }

    @Test
    void keysOfOneSlotAndOneTagAreToldApart() {
        long otherTag = 1;
        long sameTag = 1L << Integer.SIZE;
        for (long high : new long[] {0, otherTag, sameTag, sameTag + otherTag}) {
            put(new Digest(high, 5), new Digest(high, 1));
        }
        check();
        assertThat(table.find(new Digest(2 * sameTag, 5))).isNull();
    }

    @Test
    void aDigestOfZerosIsAKeyAndAValueLikeOthers() {
        put(new Digest(0, 0), new Digest(0, 0));
        check();
    }

    private void put(Digest key, Digest value) {
        table.put(key, value);
        expected.put(key, value);
    }

    private void check() {
        expected.forEach((key, value) -> assertThat(table.find(key)).isEqualTo(value));
        Map<Digest, Digest> all = new HashMap<>();
        table.forEach(all::put);
        assertThat(all).isEqualTo(expected);
        assertThat(table.size()).isEqualTo(expected.size());
    }
}
