package org.realtimeupdates.adapter.mailboxes;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets its oldest entry when a new one is one too many. */
public final class NewestEntries<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int max;

    /** Keeps so many at most; positive. */
    public NewestEntries(int max) {
        this.max = max;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > max;
    }
}
