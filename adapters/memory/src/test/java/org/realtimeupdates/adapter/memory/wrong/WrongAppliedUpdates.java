package org.realtimeupdates.adapter.memory.wrong;

import static org.realtimeupdates.adapter.memory.wrong.Mistake.at;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.effects;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.listOf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.realtimeupdates.application.port.persistence.AppliedUpdates.Result;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.EffectFailedException;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;

/** Wrong ways to apply updates. */
final class WrongAppliedUpdates {

    static final String APPLY = "AppliedUpdates.applyOnce";
    private static final String FORGET = "AppliedUpdates.forget";

    private WrongAppliedUpdates() {}

    static List<Control<ClientStorePorts>> controls() {
        List<Control<ClientStorePorts>> all = new ArrayList<>(applying());
        all.addAll(committing());
        all.addAll(forgetting());
        return all;
    }

    private static List<Control<ClientStorePorts>> applying() {
        return List.of(
                Control.of(
                        "runs effects backwards",
                        at(
                                APPLY,
                                call -> call.with(1, Lists.reversed(effectsOf(call)))
                                        .proceed()),
                        "AppliedUpdates.effectsRunInOrder"),
                Control.of(
                        "forgets the ref",
                        effects(effect -> new Effect(Optional.empty(), effect.work())),
                        "AppliedUpdates.theEffectOfARememberedRefIsSkipped",
                        "AppliedUpdates.tasksOfAnUpdateThatComesAgainDoNotRunAgain"),
                Control.of(
                        "takes both accounts for one",
                        call -> call.is(APPLY)
                                ? call.with(0, AccountType.PERSONAL).proceed()
                                : call.proceed(),
                        "AppliedUpdates.aRefIsRememberedForItsOwnAccountOnly",
                        "AppliedUpdates.bothAccountsWorkAtTheSameTimeWithoutMixing"),
                Control.of(
                        "takes refs for the same that are alike",
                        effects(effect -> new Effect(
                                effect.ref()
                                        .map(ref -> new Ref(ref.value().strip().toLowerCase(Locale.ROOT))),
                                effect.work())),
                        "AppliedUpdates.refsAreTakenAsTheyAreWritten"),
                Control.withStore(
                        "remembers a new ref only where it stands behind the last one",
                        store -> {
                            TreeSet<String> seen = new TreeSet<>();
                            return effects(effect -> new Effect(
                                    effect.ref()
                                            .filter(ref -> !seen.add(ref.value())
                                                    || seen.last().equals(ref.value())),
                                    effect.work()));
                        },
                        "AppliedUpdates.aRefIsRememberedWhereverItsTextStands"),
                Control.of(
                        "gives a ref to what has none",
                        effects(effect ->
                                new Effect(effect.ref().or(() -> Optional.of(new Ref("none"))), effect.work())),
                        "AppliedUpdates.anEffectWithoutARefRunsEachTime"),
                Control.of(
                        "remembers no outcome",
                        at(
                                APPLY,
                                call -> listOf(Result.class, call.proceed()).stream()
                                        .map(result -> new Result(result.ran(), UpdateOutcome.PROCESSED))
                                        .toList()),
                        "AppliedUpdates.theOutcomeIsRememberedWithTheRef"),
                Control.of(
                        "tells of an effect that was not there",
                        at(
                                APPLY,
                                call -> effectsOf(call).isEmpty()
                                        ? List.of(new Result(true, UpdateOutcome.PROCESSED))
                                        : call.proceed()),
                        "AppliedUpdates.noEffectsGiveNothing"));
    }

    private static List<Control<ClientStorePorts>> committing() {
        return List.of(
                Control.withStore(
                        "commits each effect on its own, in spite of a later throw",
                        store -> at(APPLY, call -> {
                            List<Object> results = new ArrayList<>();
                            for (Effect effect : effectsOf(call)) {
                                results.addAll(listOf(
                                        Object.class,
                                        call.with(1, List.of(effect)).proceed()));
                            }
                            return results;
                        }),
                        "AppliedUpdates.whenAnEffectFailsNoRefOfTheBatchIsRemembered",
                        "AppliedUpdates.aFaultOfTheStorePassesThrough",
                        "Entities.theWritesOfAFailedTransactionAreGone"),
                Control.of(
                        "blames the first effect",
                        at(APPLY, call -> {
                            try {
                                return call.proceed();
                            } catch (EffectFailedException e) {
                                throw new EffectFailedException(0, Objects.requireNonNull(e.getCause()));
                            }
                        }),
                        "AppliedUpdates.aFailureNamesTheEffectThatThrew"),
                Control.of(
                        "lets an error of an effect through",
                        at(APPLY, call -> {
                            try {
                                return call.proceed();
                            } catch (EffectFailedException e) {
                                throw e.getCause() instanceof Error error ? error : e;
                            }
                        }),
                        "AppliedUpdates.anErrorIsTheFaultOfTheEffect"),
                Control.of(
                        "blames an effect for the store",
                        at(APPLY, call -> {
                            try {
                                return call.proceed();
                            } catch (StoreException e) {
                                throw new EffectFailedException(0, e);
                            }
                        }),
                        "AppliedUpdates.aFaultOfTheStorePassesThrough"),
                Control.of(
                        "runs tasks before the commit",
                        lending((real, task) -> task.run(), false),
                        "AppliedUpdates.tasksRunAfterTheCommit",
                        "AppliedUpdates.tasksOfAFailedTransactionNeverRun",
                        "AppliedUpdates.whatATaskThrowsChangesNothing",
                        "AppliedUpdates.aTaskMayUseTheStore"),
                Control.of(
                        "gives a handle of any type",
                        lending(Transaction::afterCommit, true),
                        "AppliedUpdates.aHandleOfAnUnknownTypeIsRefused"));
    }

    private static List<Control<ClientStorePorts>> forgetting() {
        return List.of(
                Control.of(
                        "never forgets",
                        Mistake.nothingAt(FORGET),
                        "AppliedUpdates.aRefThatDidNotComeSinceIsForgotten",
                        "AppliedUpdates.oneCallForgetsAll"),
                Control.of(
                        "forgets everything",
                        at(FORGET, call -> call.with(1, Instant.MAX).proceed()),
                        "AppliedUpdates.aRefThatCameAgainWasSeenThen",
                        "AppliedUpdates.whatWasSeenAtThatTimeIsKept",
                        "AppliedUpdates.oneCallForgetsAll"),
                Control.withStore(
                        "forgets in both accounts",
                        store -> at(FORGET, call -> {
                            for (AccountType account : AccountType.values()) {
                                call.with(0, account).proceed();
                            }
                            return null;
                        }),
                        "AppliedUpdates.refsOfTheOtherAccountAreKept"),
                Control.withStore(
                        "has seen what came in a failed transaction",
                        store -> {
                            Set<Ref> known = new HashSet<>();
                            return at(APPLY, call -> {
                                List<Ref> refs = refsOf(call);
                                try {
                                    Object results = call.proceed();
                                    known.addAll(refs);
                                    return results;
                                } catch (EffectFailedException e) {
                                    call.with(
                                                    1,
                                                    refs.stream()
                                                            .filter(known::contains)
                                                            .map(WrongAppliedUpdates::nothing)
                                                            .toList())
                                            .proceed();
                                    throw e;
                                }
                            });
                        },
                        "AppliedUpdates.aRefThatCameInAFailedTransactionWasNotSeen"),
                Control.withStore(
                        "forgets tries with the refs",
                        store -> at(FORGET, call -> {
                            store.attempts().forgive(call.argument(0, AccountType.class), List.of(new Ref("a")));
                            return call.proceed();
                        }),
                        "AppliedUpdates.attemptsAreKept"));
    }

    private static Mistake lending(Mistake.Tasks tasks, boolean givesAnyHandle) {
        return effects(effect -> new Effect(
                effect.ref(),
                transaction -> effect.work().run(Mistake.transaction(transaction, tasks, givesAnyHandle))));
    }

    private static List<Effect> effectsOf(Call call) {
        return listOf(Effect.class, call.argument(1, List.class));
    }

    static List<Ref> refsOf(Call call) {
        return effectsOf(call).stream().flatMap(effect -> effect.ref().stream()).toList();
    }

    private static Effect nothing(Ref ref) {
        return new Effect(Optional.of(ref), transaction -> UpdateOutcome.PROCESSED);
    }
}
