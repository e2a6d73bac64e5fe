package org.realtimeupdates.adapter.jsonb;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** One thread of {@link MutationFuzzer}: makes inputs and checks them, until there were enough or the time is over. */
final class FuzzRun implements Runnable {

    private static final long SLOW_NANOS = 50_000_000;
    private static final int ENTITIES_EVERY = 32;

    private final CodecCheck messages = new CodecCheck();
    private final EntitiesCheck entities = new EntitiesCheck();
    private final Mutator mutator;
    private final List<String> messagePool;
    private final List<String> entityPool;
    private final AtomicLong left;
    private final long deadline;
    private final Findings findings;
    private long inputs;
    private long accepted;

    /**
     * A run that has not begun.
     *
     * @param left how many inputs all threads are still to make
     * @param deadline by {@link System#nanoTime}
     */
    FuzzRun(long seed, Seeds seeds, AtomicLong left, long deadline, Findings findings) {
        this.mutator = new Mutator(seed);
        this.messagePool = new ArrayList<>(seeds.messages());
        this.entityPool = new ArrayList<>(seeds.entities());
        this.left = left;
        this.deadline = deadline;
        this.findings = findings;
    }

    long inputs() {
        return inputs;
    }

    /** How many of the inputs were read as what they are for. */
    long accepted() {
        return accepted;
    }

    @Override
    public void run() {
        while (left.getAndAdd(-1000) > 0 && System.nanoTime() < deadline) {
            for (int i = 0; i < 1000; i++) {
                next();
            }
        }
    }

    private void next() {
        boolean entity = mutator.below(ENTITIES_EVERY) == 0;
        List<String> pool = entity ? entityPool : messagePool;
        String text = mutator.next(pool);
        int choice = mutator.below(entity ? EntitiesCheck.CHOICES : CodecCheck.CHOICES);
        inputs++;
        long began = System.nanoTime();
        boolean good = check(entity, choice, text);
        if (System.nanoTime() - began > SLOW_NANOS && isSlow(entity, choice, text)) {
            findings.slow(entity, choice, text);
        }
        if (good) {
            accepted++;
            if (text.length() < Seeds.MAX_LENGTH && mutator.below(16) == 0) {
                pool.set(mutator.below(pool.size()), text);
            }
        }
    }

    private boolean check(boolean entity, int choice, String text) {
        try {
            return entity ? entities.check(choice, text) : messages.check(choice, text);
        } catch (RuntimeException | Error e) {
            findings.crash(entity, choice, text, e);
            return false;
        }
    }

    /** Whether it is the input and not the machine: slow three times more. */
    private boolean isSlow(boolean entity, int choice, String text) {
        for (int i = 0; i < 3; i++) {
            long began = System.nanoTime();
            check(entity, choice, text);
            if (System.nanoTime() - began < SLOW_NANOS) {
                return false;
            }
        }
        return true;
    }
}
