package org.realtimeupdates.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.domain.Ref;

/** RTU-11: refs of the server's are unique for ever. */
class RefsTest {

    @Test
    void aRefIsMadeOfTheTimeAnd80RandomBits() {
        RandomGenerator random = mock();
        doAnswer(call -> {
                    byte[] bytes = call.getArgument(0);
                    assertThat(bytes).hasSize(10);
                    Arrays.fill(bytes, (byte) 0xa5);
                    return null;
                })
                .when(random)
                .nextBytes(any());

        assertThat(new Refs(random, () -> Instant.ofEpochMilli(0x0198_1234_abcdL)).next())
                .isEqualTo(new Ref("01981234abcd" + "a5".repeat(10)));
    }

    @Test
    void everyRefIsAnother() {
        Refs refs = new Refs(RandomGeneratorFactory.of("L64X128MixRandom").create(7), () -> Instant.EPOCH);
        Set<Ref> made = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(refs.next());
            made.addAll(refs.next(3));
        }
        assertThat(made).hasSize(40_000);
    }

    @Test
    void thoseMadeTogetherAreInTheOrderOfTheirTexts() {
        Refs refs = new Refs(RandomGeneratorFactory.of("L64X128MixRandom").create(7), () -> Instant.EPOCH);

        assertThat(refs.next(100)).extracting(Ref::value).isSorted().hasSize(100);
    }
}
