package org.realtimeupdates.adapter.websocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.testfixtures.network.RawClient;

class FrameGuardTest {

    private static final int LIMIT = 70_000;
    private static final int MAX_FRAMES = 1_000;

    private long now;
    private final FrameGuard guard = new FrameGuard(LIMIT, MAX_FRAMES, () -> now);

    @Test
    void frames_of_all_lengths_pass_however_they_are_cut() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int length : new int[] {0, 1, 125, 126, 127, 65_535, 65_536, LIMIT}) {
            stream.writeBytes(RawClient.frameBytes(true, RawClient.BINARY, new byte[length], true));
        }
        byte[] bytes = stream.toByteArray();
        assertThat(check(bytes, 0, bytes.length)).isEmpty();
        for (int i = 0; i < bytes.length; i++) {
            assertThat(check(bytes, i, 1)).isEmpty();
        }
        byte[] tooBig = RawClient.frameBytes(true, RawClient.TEXT, new byte[LIMIT + 1], true);
        assertThat(check(tooBig, 0, 9)).isEmpty();
        assertThat(check(tooBig, 9, 1)).map(CloseReason::code).contains(CloseReason.TOO_BIG);
    }

    @Test
    void an_unmasked_frame_is_found_behind_others() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(RawClient.frameBytes(true, RawClient.TEXT, new byte[200], true));
        stream.writeBytes(RawClient.frameBytes(true, RawClient.TEXT, new byte[1], false));
        byte[] bytes = stream.toByteArray();
        assertThat(check(bytes, 0, bytes.length)).map(CloseReason::code).contains(CloseReason.PROTOCOL_ERROR);
    }

    @Test
    void control_frames_are_counted_by_time() {
        byte[] ping = RawClient.frameBytes(true, RawClient.PING, new byte[3], true);
        for (int period = 0; period < 3; period++) {
            for (int i = 0; i < FrameGuard.MAX_CONTROL_FRAMES; i++) {
                assertThat(check(ping, 0, ping.length)).isEmpty();
            }
            now += FrameGuard.PERIOD.toNanos() + 1;
        }
        for (int i = 0; i < FrameGuard.MAX_CONTROL_FRAMES; i++) {
            assertThat(check(ping, 0, ping.length)).isEmpty();
        }
        assertThat(check(ping, 0, ping.length)).map(CloseReason::code).contains(CloseReason.POLICY_VIOLATION);
    }

    @Test
    void frames_of_all_kinds_are_counted_by_time() {
        byte[] text = RawClient.frameBytes(true, RawClient.TEXT, new byte[1], true);
        for (int period = 0; period < 3; period++) {
            for (int i = 0; i < MAX_FRAMES; i++) {
                assertThat(check(text, 0, text.length)).isEmpty();
            }
            now += FrameGuard.PERIOD.toNanos() + 1;
        }
        for (int i = 0; i < MAX_FRAMES; i++) {
            assertThat(check(text, 0, text.length)).isEmpty();
        }
        assertThat(check(text, 0, text.length)).map(CloseReason::code).contains(CloseReason.POLICY_VIOLATION);
    }

    @Test
    void a_frame_that_drips_in_is_given_up() {
        byte[] frame = RawClient.frameBytes(true, RawClient.TEXT, new byte[100], true);
        assertThat(check(frame, 0, 50)).isEmpty();
        now += FrameGuard.MAX_FRAME_TIME.toNanos();
        assertThat(check(frame, 50, 1)).isEmpty();
        now += 1;
        assertThat(check(frame, 51, 1)).map(CloseReason::code).contains(CloseReason.POLICY_VIOLATION);
    }

    @Test
    void a_message_whose_fragments_drip_in_is_given_up() {
        byte[] first = RawClient.frameBytes(false, RawClient.TEXT, new byte[1], true);
        byte[] next = RawClient.frameBytes(false, RawClient.CONTINUATION, new byte[1], true);
        byte[] ping = RawClient.frameBytes(true, RawClient.PING, new byte[1], true);
        assertThat(check(first, 0, first.length)).isEmpty();
        for (int i = 0; i < 60; i++) {
            now += FrameGuard.MAX_FRAME_TIME.toNanos() / 60;
            assertThat(check(next, 0, next.length)).isEmpty();
            assertThat(check(ping, 0, ping.length)).isEmpty();
        }
        now += 1;
        assertThat(check(next, 0, next.length)).map(CloseReason::code).contains(CloseReason.POLICY_VIOLATION);
    }

    @Test
    void the_next_message_has_its_own_time() {
        byte[] first = RawClient.frameBytes(false, RawClient.TEXT, new byte[1], true);
        byte[] last = RawClient.frameBytes(true, RawClient.CONTINUATION, new byte[1], true);
        for (int i = 0; i < 3; i++) {
            assertThat(check(first, 0, first.length)).isEmpty();
            now += FrameGuard.MAX_FRAME_TIME.toNanos();
            assertThat(check(last, 0, last.length)).isEmpty();
        }
    }

    @Test
    void the_time_in_which_nothing_is_read_does_not_count() {
        byte[] first = RawClient.frameBytes(false, RawClient.TEXT, new byte[1], true);
        byte[] next = RawClient.frameBytes(false, RawClient.CONTINUATION, new byte[100], true);
        assertThat(check(first, 0, first.length)).isEmpty();
        assertThat(check(next, 0, 50)).isEmpty();
        now += 2 * FrameGuard.MAX_FRAME_TIME.toNanos();
        guard.resumed();
        assertThat(check(next, 50, next.length - 50)).isEmpty();
    }

    @Test
    void the_time_between_frames_does_not_count() {
        byte[] frame = RawClient.frameBytes(true, RawClient.TEXT, new byte[100], true);
        for (int i = 0; i < 3; i++) {
            assertThat(check(frame, 0, frame.length)).isEmpty();
            now += 2 * FrameGuard.MAX_FRAME_TIME.toNanos();
        }
    }

    @Test
    void a_close_is_seen_when_it_is_whole() {
        byte[] text = RawClient.frameBytes(true, RawClient.TEXT, new byte[] {8}, true);
        byte[] close = RawClient.frameBytes(true, RawClient.CLOSE, new byte[2], true);
        assertThat(check(text, 0, text.length)).isEmpty();
        assertThat(check(close, 0, close.length - 1)).isEmpty();
        assertThat(guard.sawClose()).isFalse();
        assertThat(check(close, close.length - 1, 1)).isEmpty();
        assertThat(guard.sawClose()).isTrue();
    }

    @Test
    void an_empty_close_is_seen() {
        byte[] empty = RawClient.frameBytes(true, RawClient.CLOSE, new byte[0], true);
        assertThat(check(empty, 0, empty.length)).isEmpty();
        assertThat(guard.sawClose()).isTrue();
    }

    private Optional<CloseReason> check(byte[] bytes, int offset, int length) {
        return guard.check(index -> bytes[index], offset, offset + length);
    }
}
