package org.realtimeupdates.adapter.json;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one object, which belongs to one thread at a time, for the next call that needs one: most calls need not make
 * it. Thread-safe, does not block.
 *
 * @param <T> a reader or writer with its buffers
 */
public final class Spare<T> {

    private final AtomicReference<@Nullable T> kept = new AtomicReference<>();
    private final Supplier<T> factory;

    /** Nothing is kept yet. */
    public Spare(Supplier<T> factory) {
        this.factory = factory;
    }

    /** The kept one, or a new one where another call has it. */
    public T take() {
        T found = kept.getAndSet(null);
        return found == null ? factory.get() : found;
    }

    /** Keeps it; the caller uses it no more. */
    public void giveBack(T used) {
        kept.setRelease(used);
    }
}
