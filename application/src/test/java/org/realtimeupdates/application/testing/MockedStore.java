package org.realtimeupdates.application.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.AppliedUpdates.Result;
import org.realtimeupdates.application.port.persistence.Attempts;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.EffectFailedException;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/**
 * A mocked {@link AppliedUpdates} and {@link Attempts} that do with their arguments what a store does. The heart of it is {@code applyOnce}:
 * {@code thenAnswer} runs the effects with a mocked transaction, and remembers their refs only when all of them went well.
 */
public final class MockedStore {

    private final AppliedUpdates applied = mock();
    private final Attempts counts = mock();
    private final Transaction transaction = mock();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final Map<Ref, UpdateOutcome> remembered = new HashMap<>();
    private final Map<Ref, Integer> attempts = new HashMap<>();

    /** A store that remembers nothing yet. */
    public MockedStore() {
        when(applied.applyOnce(any(), anyList())).thenAnswer(call -> applyOnce(call.getArgument(1)));
        when(counts.counted(any(), anyList())).thenAnswer(call -> counts(call.getArgument(1)));
        when(counts.count(any(), anyList())).thenAnswer(call -> count(call.getArgument(1), Integer::sum));
        doAnswer(call -> count(call.getArgument(1), (tries, one) -> tries - one))
                .when(counts)
                .forgive(any(), anyList());
        doAnswer(call -> afterCommit.add(call.getArgument(0))).when(transaction).afterCommit(any());
    }

    /** The mock, to verify and to stub further. */
    public AppliedUpdates applied() {
        return applied;
    }

    /** The mock of the attempts of the same store. */
    public Attempts attempts() {
        return counts;
    }

    /** The transaction that effects get; what is to run after its commit does. */
    public Transaction transaction() {
        return transaction;
    }

    /** An update of that ref was processed earlier. */
    public void remember(String ref, UpdateOutcome outcome) {
        remembered.put(new Ref(ref), outcome);
    }

    public Optional<UpdateOutcome> outcome(String ref) {
        return Optional.ofNullable(remembered.get(new Ref(ref)));
    }

    /** The update of that ref was tried so often already, and the app has died since. */
    public void setAttempts(String ref, int tries) {
        attempts.put(new Ref(ref), tries);
    }

    public int attempts(String ref) {
        return attempts.getOrDefault(new Ref(ref), 0);
    }

    private List<Result> applyOnce(List<Effect> effects) {
        afterCommit.clear();
        List<Result> results = applyTogether(effects);
        List.copyOf(afterCommit).forEach(Runnable::run);
        return results;
    }

    private List<Result> applyTogether(List<Effect> effects) {
        List<Ref> refs =
                effects.stream().flatMap(effect -> effect.ref().stream()).toList();
        assertThat(refs).as("the port takes each ref once").doesNotHaveDuplicates();
        Map<Ref, UpdateOutcome> uncommitted = new HashMap<>();
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < effects.size(); i++) {
            Optional<Ref> ref = effects.get(i).ref();
            if (ref.isPresent() && remembered.containsKey(ref.get())) {
                results.add(new Result(false, remembered.get(ref.get())));
            } else {
                UpdateOutcome outcome = run(effects.get(i), i);
                ref.ifPresent(key -> uncommitted.put(key, outcome));
                results.add(new Result(true, outcome));
            }
        }
        remembered.putAll(uncommitted);
        refs.forEach(attempts::remove);
        return results;
    }

    private UpdateOutcome run(Effect effect, int index) {
        try {
            return effect.work().run(transaction);
        } catch (StoreException e) {
            throw e;
        } catch (Exception e) {
            throw new EffectFailedException(index, e);
        }
    }

    private Map<Ref, Integer> counts(List<Ref> refs) {
        Map<Ref, Integer> counts = new HashMap<>();
        refs.stream()
                .filter(ref -> attempts.getOrDefault(ref, 0) > 0)
                .forEach(ref -> counts.put(ref, attempts.getOrDefault(ref, 0)));
        return counts;
    }

    private Map<Ref, Integer> count(List<Ref> refs, BiFunction<Integer, Integer, Integer> step) {
        refs.forEach(ref -> attempts.put(ref, step.apply(attempts.getOrDefault(ref, 0), 1)));
        return counts(refs);
    }
}
