package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.realtimeupdates.application.client.QuarantineUnderTest.ACCOUNT;
import static org.realtimeupdates.application.client.QuarantineUnderTest.applied;
import static org.realtimeupdates.application.client.QuarantineUnderTest.discarded;
import static org.realtimeupdates.application.client.QuarantineUnderTest.failed;
import static org.realtimeupdates.application.client.QuarantineUnderTest.held;
import static org.realtimeupdates.application.client.QuarantineUnderTest.messages;
import static org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause.FAILED;
import static org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause.HELD;
import static org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause.UNSUPPORTED;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.realtimeupdates.domain.AccountType;

/** RTU-33: which updates in quarantine are tried again, and in what order. */
class ManageQuarantineTest {

    private final QuarantineUnderTest app = new QuarantineUnderTest();

    @Test
    void whatIsSelectedIsTriedInTheOrderItCame() throws Exception {
        app.add(FAILED, 5, "c", "3");
        app.add(FAILED, 5, "a", "1");
        app.add(FAILED, 5, "other", "9");
        app.add(FAILED, 5, "b", "2");

        assertThat(app.replay("a", "b", "c")).containsExactly(applied("c", "3"), applied("a", "1"), applied("b", "2"));

        InOrder inOrder = inOrder(app.action);
        for (String id : List.of("3", "1", "2")) {
            inOrder.verify(app.action).apply(any(), eq(messages(id)));
        }
        assertThat(app.quarantine.refs()).containsExactly("other");
    }

    @Test
    void whatWasHeldFollowsInOrder() {
        app.add(FAILED, 5, "a", "1");
        app.add(HELD, 0, "b", "1");
        app.add(FAILED, 5, "other", "2");
        app.add(HELD, 0, "of other", "2");
        app.add(HELD, 0, "c", "1");

        assertThat(app.replay("a")).containsExactly(applied("a", "1"), applied("b", "1"), applied("c", "1"));

        assertThat(app.quarantine.refs()).containsExactly("other", "of other");
    }

    @Test
    void nothingIsAppliedBeforeAnEarlierOneOfTheSameEntity() throws Exception {
        app.add(FAILED, 5, "a", "1");
        app.add(HELD, 0, "b", "1", "2");
        app.add(HELD, 0, "c", "2");

        assertThat(app.replay("b")).containsExactly(held("b"));

        verifyNoInteractions(app.action);
        assertThat(app.quarantine.refs()).containsExactly("a", "b", "c");
        assertThat(app.quarantine.get("b").attempts()).isZero();
    }

    @Test
    void whatIsHeldBehindOneThatFailsAgainStaysHeld() throws Exception {
        app.add(FAILED, 5, "a", "1");
        app.add(HELD, 0, "b", "1");
        app.failing(new IllegalStateException("no"), "1");

        assertThat(app.replay("a")).containsExactly(failed("a", "java.lang.IllegalStateException: no"));

        assertThat(app.quarantine.refs()).containsExactly("a", "b");
        assertThat(app.quarantine.get("b").cause()).isEqualTo(HELD);
    }

    @Test
    void oneThatWasHeldAndFailsHoldsThoseBehindIt() throws Exception {
        app.add(FAILED, 5, "a", "1");
        app.add(HELD, 0, "b", "1", "2");
        app.add(HELD, 0, "c", "2");
        app.failing(new IllegalStateException("no"), "1", "2");

        assertThat(app.replay("a"))
                .containsExactly(applied("a", "1"), failed("b", "java.lang.IllegalStateException: no"));

        assertThat(app.quarantine.refs()).containsExactly("b", "c");
        assertThat(app.quarantine.get("b").cause()).isEqualTo(FAILED);
    }

    @Test
    void idsOfDifferentTypesAreDifferentEntities() {
        app.add(ACCOUNT, "poll", UNSUPPORTED, 0, "poll", "1");
        app.add(FAILED, 5, "a", "1");

        assertThat(app.replay("a")).containsExactly(applied("a", "1"));
    }

    // RTU-14
    @Test
    void whatWasUnsupportedIsTriedByItselfOnceItsTypeIsKnown() {
        app.add(ACCOUNT, "poll", UNSUPPORTED, 0, "still unknown", "1");
        app.add(UNSUPPORTED, 0, "a", "1");
        app.add(FAILED, 5, "failed", "2");
        app.add(HELD, 0, "b", "1");

        assertThat(app.replayKnown()).containsExactly(applied("a", "1"), applied("b", "1"));

        assertThat(app.quarantine.refs()).containsExactly("still unknown", "failed");
    }

    // RTU-14
    @Test
    void whatIsKnownNowWaitsBehindAnEarlierOneOfItsEntity() throws Exception {
        app.add(FAILED, 5, "failed", "1");
        app.add(UNSUPPORTED, 0, "a", "1");

        assertThat(app.replayKnown()).containsExactly(held("a"));
        verifyNoInteractions(app.action);
    }

    // RTU-33: it was let go on a run that ended before those behind it were tried.
    @Test
    void whatNothingHoldsAnyMoreIsTriedByItself() {
        app.add(HELD, 0, "a", "1");

        assertThat(app.replayKnown()).containsExactly(applied("a", "1"));
    }

    @Test
    void whatIsDiscardedIsGoneAndWhatWasHeldFollows() throws Exception {
        app.add(FAILED, 5, "a", "1");
        app.add(HELD, 0, "b", "1");

        assertThat(app.discard("a")).containsExactly(discarded("a"), applied("b", "1"));

        verify(app.action, times(1)).apply(any(), any());
        assertThat(app.quarantine.refs()).isEmpty();
    }

    @Test
    void oneInTheMiddleCanBeDiscardedAndTheOthersWaitOn() throws Exception {
        app.add(FAILED, 5, "a", "1");
        app.add(HELD, 0, "b", "1");
        app.add(HELD, 0, "c", "1");

        assertThat(app.discard("b")).containsExactly(discarded("b"));

        verifyNoInteractions(app.action);
        assertThat(app.quarantine.refs()).containsExactly("a", "c");
    }

    @Test
    void updatesOfTheOtherAccountAndThoseWithoutARefAreLeftAlone() throws Exception {
        app.add(AccountType.BUSINESS, "message", FAILED, 5, "a", "1");
        app.addUnreadable(Optional.empty(), Optional.empty());
        app.addUnreadable(Optional.of(ACCOUNT), Optional.empty());
        app.add(FAILED, 5, "b", "1");

        assertThat(app.discard("a", "no ref")).isEmpty();
        assertThat(app.replay("a", "b", "no ref")).containsExactly(applied("b", "1"));

        assertThat(app.quarantine.refs()).containsExactly("a", "no ref", "no ref");
    }

    @Test
    void whatStillCannotBeReadStaysAndHoldsItsEntities() throws Exception {
        app.addUnreadable(Optional.of(ACCOUNT), Optional.of("a"));
        app.add(HELD, 0, "b", "1");

        assertThat(app.replay("a")).containsExactly(failed("a", "a reason"));

        verifyNoInteractions(app.action);
        assertThat(app.quarantine.refs()).containsExactly("a", "b");
        assertThat(app.quarantine.get("a").attempts()).isZero();
    }

    @Test
    void aQuarantineOfManyPagesIsWalkedWhole() {
        for (int i = 0; i < 250; i++) {
            app.add(i == 0 ? FAILED : HELD, 0, "ref" + i, "1");
        }

        assertThat(app.replay("ref0")).hasSize(250);
        assertThat(app.quarantine.refs()).isEmpty();
        verify(app.quarantine.quarantine(), times(4)).list(anyLong(), eq(100));
    }

    @Test
    void anEmptyQuarantineGivesNothing() {
        assertThat(app.replay("a")).isEmpty();
        assertThat(app.replayKnown()).isEmpty();
        assertThat(app.discard("a")).isEmpty();
        verify(app.store.applied(), never()).applyOnce(any(), anyList());
    }
}
