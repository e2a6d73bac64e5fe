package org.realtimeupdates.application.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.InOrder;
import org.realtimeupdates.application.port.transport.Subprotocol;

/** RTU-6: how many frames share a message. */
class FrameBatchTest {

    @ParameterizedTest
    @EnumSource(
            value = Subprotocol.class,
            names = {"V1", "V1_BINARY"})
    void underV1SeveralFramesAreAnArray(Subprotocol subprotocol) {
        FrameBatch batch = new FrameBatch(subprotocol, 1_000);
        assertThat(batch.add("{1}")).isTrue();
        assertThat(batch.message()).isEqualTo("{1}");
        assertThat(batch.add("{2}")).isTrue();
        assertThat(batch.message()).isEqualTo("[{1},{2}]");
    }

    @Test
    void withABarePeerAMessageHoldsOneFrame() {
        FrameBatch batch = new FrameBatch(Subprotocol.BARE, 1_000);
        assertThat(batch.isFull()).isFalse();
        assertThat(batch.add("{1}")).isTrue();
        assertThat(batch.isFull()).isTrue();
        assertThat(batch.add("{2}")).isFalse();
        assertThat(batch.message()).isEqualTo("{1}");
    }

    @Test
    void aMessageHoldsAtMost1000Frames() {
        FrameBatch batch = new FrameBatch(Subprotocol.V1, 1_000_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(batch.isFull()).isFalse();
            assertThat(batch.add("{}")).isTrue();
        }
        assertThat(batch.isFull()).isTrue();
        assertThat(batch.add("{}")).isFalse();
        assertThat(batch.message()).hasSize(3_001);
    }

    @Test
    void aMessageIsNotLargerThanItsLimit() {
        FrameBatch batch = new FrameBatch(Subprotocol.V1, 100);
        int frames = 0;
        while (batch.add("{\u20ac\u20ac}")) {
            frames++;
        }
        // 8 bytes and a comma each, two brackets.
        assertThat(frames).isEqualTo(10);
        assertThat(batch.message().getBytes(UTF_8).length).isBetween(90, 100);
    }

    @Test
    void aFirstFrameIsTakenWhateverItsSizeAndThenNoOther() {
        FrameBatch batch = new FrameBatch(Subprotocol.V1, 10);
        assertThat(batch.add("x".repeat(50))).isTrue();
        assertThat(batch.isFull()).isTrue();
        assertThat(batch.add("x")).isFalse();
        assertThat(batch.message()).hasSize(50);
    }

    @Test
    void aMessageOfExactlyItsLimitIsFull() {
        FrameBatch batch = new FrameBatch(Subprotocol.V1, 9);
        batch.add("123");
        assertThat(batch.isFull()).isFalse();
        assertThat(batch.add("45")).isTrue();
        assertThat(batch.isFull()).isTrue();
    }

    @Test
    void aFrameThatDoesNotFitLeavesRoomForASmallerOne() {
        FrameBatch batch = new FrameBatch(Subprotocol.V1, 20);
        batch.add("12345");
        assertThat(batch.add("x".repeat(30))).isFalse();
        assertThat(batch.isFull()).isFalse();
        assertThat(batch.add("6789")).isTrue();
        assertThat(batch.message()).isEqualTo("[12345,6789]");
    }

    @Test
    void callbacksRunInTheirOrder() {
        FrameBatch batch = new FrameBatch(Subprotocol.V1, 100);
        Runnable first = mock();
        Runnable second = mock();
        batch.whenWritten(first);
        batch.whenWritten(second);
        assertThat(batch.isEmpty()).isTrue();

        batch.written();

        InOrder inOrder = inOrder(first, second);
        inOrder.verify(first).run();
        inOrder.verify(second).run();
    }
}
