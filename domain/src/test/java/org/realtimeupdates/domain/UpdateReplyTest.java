package org.realtimeupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RTU-20: a reply names 1 to 1000 refs, all with one outcome. */
class UpdateReplyTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000})
    void namesOneTo1000Refs(int count) {
        UpdateReply reply = new UpdateReply(refs(count), UpdateOutcome.UNSUPPORTED);
        assertThat(reply.refs()).hasSize(count).startsWith(new Ref("0"));
        assertThat(reply.outcome()).isEqualTo(UpdateOutcome.UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1001})
    void refusesNoRefAndMore(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UpdateReply(refs(count), UpdateOutcome.PROCESSED))
                .withMessage("refs: 1 to 1000 are allowed, got " + count);
    }

    @Test
    void isProcessedUnlessToldOtherwise() {
        assertThat(UpdateReply.processed(new Ref("a")))
                .isEqualTo(new UpdateReply(List.of(new Ref("a")), UpdateOutcome.PROCESSED));
    }

    @Test
    void keepsItsOwnListOfRefs() {
        List<Ref> refs = new ArrayList<>(refs(2));
        UpdateReply reply = new UpdateReply(refs, UpdateOutcome.QUARANTINED);
        refs.clear();
        assertThat(reply.refs()).containsExactly(new Ref("0"), new Ref("1"));
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> new UpdateReply(Nulls.nothing(), UpdateOutcome.PROCESSED));
        assertThatNullPointerException().isThrownBy(() -> new UpdateReply(refs(1), Nulls.nothing()));
    }

    private static List<Ref> refs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Ref(Integer.toString(i)))
                .toList();
    }
}
