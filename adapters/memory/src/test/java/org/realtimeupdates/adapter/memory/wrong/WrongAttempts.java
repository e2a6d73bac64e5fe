package org.realtimeupdates.adapter.memory.wrong;

import static org.realtimeupdates.adapter.memory.wrong.Mistake.at;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.listOf;
import static org.realtimeupdates.adapter.memory.wrong.WrongAppliedUpdates.APPLY;
import static org.realtimeupdates.adapter.memory.wrong.WrongAppliedUpdates.refsOf;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.realtimeupdates.application.port.persistence.EffectFailedException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;

/** Wrong ways to count tries. */
final class WrongAttempts {

    private WrongAttempts() {}

    static List<Control<ClientStorePorts>> controls() {
        return List.of(
                Control.of(
                        "counts what is not there",
                        call -> call.is("Attempts.count") && refs(call, 1).isEmpty()
                                ? Map.of(new Ref("none"), 1)
                                : call.proceed(),
                        "Attempts.noRefsGiveNothing"),
                Control.of(
                        "counts both accounts together",
                        call -> call.is("Attempts.count")
                                ? call.with(0, AccountType.PERSONAL).proceed()
                                : call.proceed(),
                        "Attempts.attemptsAreCounted"),
                Control.withStore(
                        "takes the try back with the transaction",
                        store -> at(APPLY, call -> {
                            try {
                                return call.proceed();
                            } catch (EffectFailedException e) {
                                store.attempts().forgive(call.argument(0, AccountType.class), refsOf(call));
                                throw e;
                            }
                        }),
                        "Attempts.attemptsSurviveTheFailure"),
                Control.withStore(
                        "keeps the tries of what took effect",
                        store -> {
                            Map<Object, Map<Ref, Integer>> tries = new HashMap<>();
                            return call -> {
                                if (!call.is("Attempts.count") && !call.is("Attempts.counted")) {
                                    return call.proceed();
                                }
                                int more = call.is("Attempts.count") ? 1 : 0;
                                Map<Ref, Integer> own =
                                        tries.computeIfAbsent(call.argument(0, Object.class), k -> new HashMap<>());
                                Map<Ref, Integer> answer = new LinkedHashMap<>();
                                refs(call, 1).forEach(ref -> answer.put(ref, own.merge(ref, more, Integer::sum)));
                                answer.values().removeIf(count -> count == 0);
                                return answer;
                            };
                        },
                        "Attempts.aRememberedRefHasNoAttempts",
                        "Attempts.aRememberedRefThatComesAgainHasNoAttempts"),
                Control.withStore(
                        "counts when it is asked",
                        store -> at(
                                "Attempts.counted",
                                call -> store.attempts().count(call.argument(0, AccountType.class), refs(call, 1))),
                        "Attempts.askingForTheAttemptsCountsNone"),
                Control.of(
                        "forgives nothing",
                        Mistake.nothingAt("Attempts.forgive"),
                        "Attempts.aForgivenAttemptWasNone",
                        "Attempts.triesTogetherAndAloneAddUp",
                        "Attempts.whatWasNeverCountedIsNotForgiven"));
    }

    private static List<Ref> refs(Call call, int index) {
        return listOf(Ref.class, call.argument(index, List.class));
    }
}
