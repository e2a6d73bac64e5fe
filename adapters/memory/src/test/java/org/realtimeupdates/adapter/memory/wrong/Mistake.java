package org.realtimeupdates.adapter.memory.wrong;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.Transaction;

/** What a wrong store does in place of the right one. */
@FunctionalInterface
interface Mistake {

    /** What the caller gets. */
    @Nullable
    Object in(Call call) throws Throwable;

    /** A mistake in one method of one port. */
    static Mistake at(String portAndMethod, Mistake mistake) {
        return call -> call.is(portAndMethod) ? mistake.in(call) : call.proceed();
    }

    /** Does nothing. */
    static Mistake nothingAt(String portAndMethod) {
        return at(portAndMethod, call -> null);
    }

    /** Gives that in place of an answer. */
    static Mistake answer(String portAndMethod, Object answer) {
        return at(portAndMethod, call -> answer);
    }

    /** Changes the list that is answered. */
    static <T> Mistake list(String portAndMethod, Class<T> type, UnaryOperator<List<T>> change) {
        return at(portAndMethod, call -> change.apply(listOf(type, call.proceed())));
    }

    /** Changes the effects that are run. */
    static Mistake effects(UnaryOperator<Effect> change) {
        return at(
                "AppliedUpdates.applyOnce",
                call -> call.with(
                                1,
                                listOf(Effect.class, call.argument(1, List.class)).stream()
                                        .map(change)
                                        .toList())
                        .proceed());
    }

    /** The elements of a list, checked. */
    static <T> List<T> listOf(Class<T> type, @Nullable Object list) {
        if (!(list instanceof List<?> elements)) {
            throw new IllegalStateException("no list");
        }
        return elements.stream().map(type::cast).toList();
    }

    /** A transaction with other ways. */
    interface Tasks {
        void afterCommit(Transaction real, Runnable task);
    }

    /** The same transaction, but for what it does about tasks and unknown handles. */
    static Transaction transaction(Transaction real, Tasks tasks, boolean givesAnyHandle) {
        return new Transaction() {
            @Override
            public <T> T unwrap(Class<T> type) {
                return givesAnyHandle && type == StringBuilder.class
                        ? type.cast(new StringBuilder("handle").reverse())
                        : real.unwrap(type);
            }

            @Override
            public void afterCommit(Runnable task) {
                tasks.afterCommit(real, task);
            }
        };
    }
}
