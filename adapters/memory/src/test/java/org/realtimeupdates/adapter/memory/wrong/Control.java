package org.realtimeupdates.adapter.memory.wrong;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.realtimeupdates.application.port.persistence.PendingLimits;

/**
 * A negative control: a store with one mistake, which the contract must find.
 *
 * @param mistake says in words what is wrong
 * @param of makes the mistake for a store
 * @param limits which limits it keeps in place of those given
 * @param rules that must fail, as {@code Group.method}
 * @param <S> the ports of the store
 */
record Control<S>(String mistake, Function<S, Mistake> of, UnaryOperator<PendingLimits> limits, List<String> rules) {

    /** A mistake that knows the right store, or remembers something. */
    static <S> Control<S> withStore(String mistake, Function<S, Mistake> of, String... rules) {
        return new Control<>(mistake, of, UnaryOperator.identity(), List.of(rules));
    }

    /** A mistake that needs nothing of the store. */
    static <S> Control<S> of(String name, Mistake mistake, String... rules) {
        return withStore(name, store -> mistake, rules);
    }

    /** A store of a server that takes other limits for the given ones. */
    static <S> Control<S> withLimits(String mistake, UnaryOperator<PendingLimits> limits, String... rules) {
        return new Control<>(mistake, store -> Call::proceed, limits, List.of(rules));
    }
}
