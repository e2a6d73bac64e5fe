package org.realtimeupdates.adapter.cli.interoperability;

import java.util.Set;

/**
 * What a peer and this library go through together.
 *
 * @param name with the statements that it tries
 * @param needs what the peer must be able to: {@code headers} of its own in a handshake, a {@code status} of a refused one,
 *     {@code fragments}, {@code ping}
 * @param slow whether it takes the better part of a minute
 */
record Scenario<T>(String name, Set<String> needs, boolean slow, Check<T> check) {

    /** Throws when it does not come out. */
    interface Check<T> {
        void run(T setting) throws Exception;
    }

    static <T> Scenario<T> of(String name, Check<T> check) {
        return new Scenario<>(name, Set.of(), false, check);
    }

    Scenario<T> needing(String... abilities) {
        return new Scenario<>(name, Set.of(abilities), slow, check);
    }

    Scenario<T> slowly() {
        return new Scenario<>(name, needs, true, check);
    }

    boolean isFor(RunningPeer peer) {
        return needs.stream().allMatch(peer::can);
    }

    @Override
    public String toString() {
        return name;
    }
}
