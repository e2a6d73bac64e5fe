package org.realtimeupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RTU-10, RTU-11: a ref has 1 to 128 characters, whatever they are. */
class RefTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 127, 128})
    void takesOneTo128Characters(int length) {
        assertThat(new Ref("x".repeat(length)).value()).hasSize(length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 129, 1000})
    void refusesFewerAndMore(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ref("x".repeat(length)))
                .withMessage("ref: 1 to 128 characters are allowed");
    }

    @Test
    void countsCodePointsAndNotChars() {
        String wide = "\uD83D\uDE00";
        assertThat(new Ref(wide.repeat(128)).value()).hasSize(256);
        assertThat(Ref.isValid(wide.repeat(128))).isTrue();
        assertThat(Ref.isValid(wide.repeat(129))).isFalse();
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> new Ref(Nulls.nothing()));
    }

    @Test
    void readsAsItsValue() {
        assertThat(new Ref("a-1")).hasToString("a-1").isEqualTo(new Ref("a-1")).isNotEqualTo(new Ref("A-1"));
    }
}
