package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimeupdates.domain.AccountType.BUSINESS;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.AppliedUpdates.Result;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** How long refs are remembered. A part of {@link AppliedUpdatesContract}. */
abstract class AppliedUpdatesMemoryRules extends AppliedUpdatesCommitRules {

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    @DisplayName("RTU-36: a ref that did not come since that time is forgotten: its effect runs again")
    void aRefThatDidNotComeSinceIsForgotten() {
        comes(PERSONAL, "a", "b");
        clock.advance(DAY);
        comes(PERSONAL, "c");

        applied.forget(PERSONAL, clock.instant());

        assertThat(comes(PERSONAL, "a", "b", "c")).containsExactly(true, true, false);
        assertThat(comes(PERSONAL, "a", "b", "c")).containsExactly(false, false, false);
    }

    @Test
    @DisplayName("RTU-22: a ref is remembered wherever its text stands among the others")
    void aRefIsRememberedWhereverItsTextStands() {
        // In UTF-8 the last one of these stands behind the one before, in UTF-16 before it.
        String[] all = {"m", "z", "a", "\uff5a", "\ud83d\ude00"};

        assertThat(comes(PERSONAL, "m")).containsExactly(true);
        assertThat(comes(PERSONAL, all)).containsExactly(false, true, true, true, true);
        assertThat(comes(PERSONAL, all)).containsOnly(false);
        for (String ref : all) {
            assertThat(comes(PERSONAL, ref)).containsExactly(false);
        }
    }

    @Test
    @DisplayName("RTU-36: a ref that came again was seen then")
    void aRefThatCameAgainWasSeenThen() {
        comes(PERSONAL, "a", "b");
        clock.advance(DAY);
        Instant later = clock.instant();
        assertThat(comes(PERSONAL, "a")).containsExactly(false);
        clock.advance(DAY);

        applied.forget(PERSONAL, later);

        assertThat(comes(PERSONAL, "a", "b")).containsExactly(false, true);
    }

    @Test
    @DisplayName("RTU-36: a ref that came in a transaction that failed was not seen then")
    void aRefThatCameInAFailedTransactionWasNotSeen() {
        comes(PERSONAL, "a");
        clock.advance(DAY);
        inFailedTransactionWith(effect("a"));

        applied.forget(PERSONAL, clock.instant());

        assertThat(comes(PERSONAL, "a")).containsExactly(true);
    }

    @Test
    @DisplayName("RTU-36: what was seen at that very time is kept")
    void whatWasSeenAtThatTimeIsKept() {
        comes(PERSONAL, "a");

        applied.forget(PERSONAL, clock.instant());
        applied.forget(PERSONAL, clock.instant().minus(DAY));
        applied.forget(PERSONAL, Instant.EPOCH);

        assertThat(comes(PERSONAL, "a")).containsExactly(false);
    }

    @Test
    @DisplayName("RTU-36: refs of the other account are kept")
    void refsOfTheOtherAccountAreKept() {
        comes(PERSONAL, "a");
        comes(BUSINESS, "a");
        clock.advance(DAY);

        applied.forget(BUSINESS, clock.instant());

        assertThat(comes(PERSONAL, "a")).containsExactly(false);
        assertThat(comes(BUSINESS, "a")).containsExactly(true);
    }

    @Test
    @DisplayName("RTU-36: attempts of updates without an outcome are kept")
    void attemptsAreKept() {
        attempts.count(PERSONAL, List.of(new Ref("a")));
        clock.advance(DAY);

        applied.forget(PERSONAL, clock.instant());

        assertThat(attempts.counted(PERSONAL, List.of(new Ref("a")))).isEqualTo(Map.of(new Ref("a"), 1));
    }

    @Test
    @DisplayName("RTU-36: one call forgets all there is to forget, and nothing else")
    void oneCallForgetsAll() {
        String[] old = IntStream.range(0, 5_000).mapToObj(i -> "old" + i).toArray(String[]::new);
        String[] young = IntStream.range(0, 1_500).mapToObj(i -> "young" + i).toArray(String[]::new);
        comes(PERSONAL, old);
        clock.advance(DAY);
        comes(PERSONAL, young);

        applied.forget(PERSONAL, clock.instant());

        assertThat(comes(PERSONAL, old)).containsOnly(true);
        assertThat(comes(PERSONAL, young)).containsOnly(false);
    }

    /** Takes updates with those refs; tells of each whether it was new. */
    private List<Boolean> comes(AccountType account, String... refs) {
        List<Effect> effects =
                Stream.of(refs).map(AppliedUpdatesMemoryRules::effect).toList();
        return applied.applyOnce(account, effects).stream().map(Result::ran).toList();
    }

    private static Effect effect(String ref) {
        return Effects.once(new Ref(ref), transaction -> {});
    }
}
