package org.realtimeupdates.testfixtures.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides at each occasion whether a fault strikes. Each decision hangs on the seed, the fault and the number of the occasion
 * alone, so that taking one fault away leaves the others where they were.
 */
final class Faults {

    private final long seed;
    private final Optional<Set<FaultId>> only;
    private final Map<Fault, Kind> kinds = new EnumMap<>(Fault.class);
    private final List<FaultId> struck = new ArrayList<>();
    private long parameter;
    private boolean calm;

    /**
     * @param rates the probability of each fault
     * @param only the occurrences to keep; empty for all
     */
    Faults(long seed, Map<Fault, Double> rates, Optional<Set<FaultId>> only) {
        this.seed = seed;
        this.only = only;
        rates.forEach((fault, rate) -> {
            long threshold = (long) (rate * (1L << 53));
            if (threshold > 0) {
                kinds.put(fault, new Kind(fault.name().hashCode(), threshold));
            }
        });
    }

    /** Whether it strikes now. */
    boolean strikes(Fault fault) {
        Kind kind = kinds.get(fault);
        if (kind == null || calm) {
            return false;
        }
        int occasion = kind.occasions++;
        long bits = Mix.of(seed, kind.salt, occasion);
        if ((bits >>> 11) >= kind.threshold) {
            return false;
        }
        FaultId id = new FaultId(fault, occasion);
        if (only.isPresent() && !only.get().contains(id)) {
            return false;
        }
        struck.add(id);
        parameter = Mix.of(bits, kind.salt, ~occasion);
        return true;
    }

    /** Drawn for the fault that struck last; 0 to {@code bound - 1}. */
    int parameter(int bound) {
        int value = (int) Long.remainderUnsigned(parameter, bound);
        parameter = Mix.of(parameter, bound, 1);
        return value;
    }

    /** No fault strikes any more. */
    void calmDown() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }

    /** Those that struck so far, in order. */
    List<FaultId> struck() {
        return struck;
    }

    /** One fault in this history. */
    private static final class Kind {

        private final int salt;
        private final long threshold;
        private int occasions;

        Kind(int salt, long threshold) {
            this.salt = salt;
            this.threshold = threshold;
        }
    }
}
