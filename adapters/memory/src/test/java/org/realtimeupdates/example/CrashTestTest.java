package org.realtimeupdates.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.domain.AccountType.BUSINESS;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.client.UpdateAction;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Group;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;
import org.realtimeupdates.testfixtures.crash.CrashTest;

/**
 * The documented example of a test of an application's specific actions: one line, and a history that uses them. Then applications
 * that are not safe, each in its way, and what they are told.
 */
class CrashTestTest {

    private static final List<Update> HISTORY = List.of(
            message("r1", "choir"), message("r2", "team"), group("r3"), message("r4", "choir"), message("r5", "choir"));

    @Test
    @DisplayName(
            "RTU-21: what specific actions do in the transaction takes effect once, whatever call the process dies at")
    void aSafeActionPasses() {
        assertThat(CrashTest.of(UnreadApp::new).verify(PERSONAL, HISTORY)).isGreaterThan(100);
    }

    @Test
    void everySizeOfBatchAndBothAccountsPass() {
        List<SocketMessage> history = new ArrayList<>();
        for (Update update : HISTORY.subList(0, 3)) {
            history.add(new SocketMessage(PERSONAL, update));
            history.add(new SocketMessage(BUSINESS, update));
        }

        for (int updates : List.of(1, 100)) {
            assertThat(CrashTest.of(UnreadApp::new).withMaxBatch(updates).verify(history))
                    .isGreaterThan(100);
        }
    }

    @Test
    void anEffectOutsideTheTransactionIsFound() {
        class CountsElsewhere extends UnreadApp {
            @Override
            UpdateAction<Message> newAction() {
                return (context, messages) -> messages.forEach(this::countElsewhere);
            }
        }

        CrashTest test = CrashTest.of(CountsElsewhere::new);
        assertThatThrownBy(() -> test.verify(PERSONAL, HISTORY))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "where the effect of r1 ends, before the commit",
                        "effect 3 without the crash: counters: {choir=3, team=1}",
                        "effect 3 with the crash:    counters: {choir=4, team=1}",
                        "this one alone: onlyAt(");
    }

    @Test
    void theCrashThatIsNamedIsFoundAlone() {
        class CountsElsewhere extends UnreadApp {
            @Override
            UpdateAction<Message> newAction() {
                return (context, messages) -> messages.forEach(this::countElsewhere);
            }
        }

        CrashTest test = CrashTest.of(CountsElsewhere::new);
        String all = messageOf(test);
        int call = Integer.parseInt(all.replaceAll("(?s).*onlyAt\\((\\d+)\\).*", "$1"));
        assertThat(messageOf(test.onlyAt(call))).isEqualTo(all);
        assertThat(test.onlyAt(call - 1).verify(PERSONAL, HISTORY)).isEqualTo(1);
        assertThat(test.onlyAt(1_000_000).verify(PERSONAL, HISTORY)).isZero();
    }

    @Test
    void anEffectAfterTheCommitIsFound() {
        class CountsAfterTheCommit extends UnreadApp {
            @Override
            UpdateAction<Message> newAction() {
                return (context, messages) ->
                        context.transaction().afterCommit(() -> messages.forEach(this::countElsewhere));
            }
        }

        assertThatThrownBy(() -> CrashTest.of(CountsAfterTheCommit::new).verify(PERSONAL, HISTORY))
                .hasMessageContainingAll(
                        "where a task of the effect of r1 begins, after the commit",
                        "effect 3 with the crash:    counters: {choir=2}");
    }

    @Test
    void whatAnActionRemembersOfItsOwnIsFound() {
        class CountsInTheProcess extends UnreadApp {
            @Override
            UpdateAction<Message> newAction() {
                int[] counted = new int[1];
                return (context, messages) -> {
                    counted[0]++;
                    if (counted[0] <= 3) {
                        messages.forEach(message -> countInTheTable(context, message));
                    }
                };
            }
        }

        assertThatThrownBy(() -> CrashTest.of(CountsInTheProcess::new).verify(PERSONAL, HISTORY))
                .hasMessageContaining("A crash changes what takes effect.");
    }

    @Test
    void aStoreThatForgetsRefsIsFound() {
        class ForgetsRefs extends UnreadApp {
            @Override
            public ClientStorePorts open() {
                ClientStorePorts right = super.open();
                AppliedUpdates real = right.appliedUpdates();
                AppliedUpdates forgetful = new AppliedUpdates() {
                    @Override
                    public List<Result> applyOnce(AccountType account, List<Effect> effects) {
                        return real.applyOnce(
                                account,
                                effects.stream()
                                        .map(effect -> new Effect(Optional.empty(), effect.work()))
                                        .toList());
                    }

                    @Override
                    public void forget(AccountType account, Instant notSeenSince) {}
                };
                return new ClientStorePorts(
                        forgetful, right.attempts(), right.quarantine(), right.outbox(), right.entities());
            }
        }

        assertThatThrownBy(() -> CrashTest.of(ForgetsRefs::new).verify(PERSONAL, HISTORY))
                .hasMessageContainingAll(
                        "where a task of the effect of r1 begins, after the commit",
                        "effect 1 with the crash:    unread in choir: 4");
    }

    @Test
    @DisplayName("RTU-33: an update that fails again and again is set aside, whatever call the process dies at")
    void anActionThatAlwaysFailsPasses() {
        class RefusesTheTeam extends UnreadApp {
            @Override
            UpdateAction<Message> newAction() {
                UpdateAction<Message> count = super.newAction();
                return (context, messages) -> {
                    count.apply(context, messages);
                    if ("team".equals(messages.get(0).group())) {
                        throw new IllegalStateException("thrown on purpose");
                    }
                };
            }
        }

        assertThatThrownBy(() -> CrashTest.of(RefusesTheTeam::new).verify(PERSONAL, HISTORY))
                .hasMessageContaining(
                        "set aside: {r2=java.lang.IllegalStateException: thrown on purpose}, expected: []");
        assertThat(CrashTest.of(RefusesTheTeam::new).settingAside(new Ref("r2")).verify(PERSONAL, HISTORY))
                .isGreaterThan(100);
    }

    @Test
    void whatADeadProcessGoesOnDoingIsNotCommitted() {
        class GoesOnWhateverHappens extends UnreadApp {
            @Override
            UpdateAction<Message> newAction() {
                UpdateAction<Message> count = super.newAction();
                return (context, messages) -> {
                    try {
                        count.apply(context, messages);
                    } catch (Throwable e) {
                        assertThat(e).isInstanceOf(Error.class);
                    }
                };
            }
        }

        assertThat(CrashTest.of(GoesOnWhateverHappens::new).verify(PERSONAL, HISTORY))
                .isGreaterThan(100);
    }

    @Test
    void aHistoryThatDoesNotEndIsNamed() {
        class NeverReady extends UnreadApp {
            @Override
            UpdateAction<Message> newAction() {
                return (context, messages) -> {
                    throw new StoreException("thrown on purpose");
                };
            }
        }

        assertThatThrownBy(() -> CrashTest.of(NeverReady::new).verify(PERSONAL, HISTORY))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("Without any crash the history does not go well", "not replied: [r1, r2");
    }

    @Test
    void textNeedsACodec() {
        Update raw = new Update(new Ref("r1"), true, Action.NEW, new RawEntities("message", List.of("1"), "[]"));

        assertThat(CrashTest.of(UnreadApp::new)
                        .withEntities(new ChoirMessages())
                        .verify(PERSONAL, List.of(raw)))
                .isGreaterThan(10);
    }

    private static String messageOf(CrashTest test) {
        try {
            test.verify(PERSONAL, HISTORY);
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
        throw new IllegalStateException("passed");
    }

    private static Update message(String ref, String group) {
        Message message = new Message("message of " + ref, group, "ada", "Hello", null);
        return new Update(new Ref(ref), false, Action.NEW, Entities.of(EntityTypes.MESSAGE, message));
    }

    private static Update group(String ref) {
        return new Update(
                new Ref(ref), false, Action.NEW, Entities.of(EntityTypes.GROUP, new Group("choir", "The choir")));
    }
}
