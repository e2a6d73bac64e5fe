package org.realtimeupdates.adapter.memory.wrong;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * A negative control: a durable store with one mistake, which the contract must find.
 *
 * @param mistake says in words what is wrong
 * @param of makes the mistake for a store
 * @param found what the next process finds, of the store before and an empty one
 * @param rules that must fail, as {@code Group.method}
 * @param <S> the ports of the store
 */
record DurableControl<S>(String mistake, Function<S, Mistake> of, BinaryOperator<S> found, List<String> rules) {

    /** No mistake. */
    static <S> DurableControl<S> right() {
        return new DurableControl<>("makes no mistake", store -> Call::proceed, (left, empty) -> left, List.of());
    }

    /** A store that does all right until its process dies. */
    static <S> DurableControl<S> losing(String mistake, BinaryOperator<S> found, String... rules) {
        return new DurableControl<>(mistake, store -> Call::proceed, found, List.of(rules));
    }

    /** A store that loses nothing and makes a mistake before. */
    static <S> DurableControl<S> of(String mistake, Function<S, Mistake> of, String... rules) {
        return new DurableControl<>(mistake, of, (left, empty) -> left, List.of(rules));
    }
}
