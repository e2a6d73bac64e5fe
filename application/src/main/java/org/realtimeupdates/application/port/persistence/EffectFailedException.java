package org.realtimeupdates.application.port.persistence;

import org.realtimeupdates.application.RealtimeUpdatesException;

/** An effect threw: the fault is its own, not the store's. Nothing of the batch took effect. */
public final class EffectFailedException extends RealtimeUpdatesException {

    private static final long serialVersionUID = 1L;

    private final int index;

    /**
     * @param index the place of the effect in the batch, from 0
     * @param cause what it threw
     */
    public EffectFailedException(int index, Throwable cause) {
        super("effect " + index + " of the batch failed", cause);
        this.index = index;
    }

    /** The place of the effect in the batch, from 0. */
    public int index() {
        return index;
    }
}
