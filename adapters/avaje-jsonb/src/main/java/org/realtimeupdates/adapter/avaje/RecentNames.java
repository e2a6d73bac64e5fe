package org.realtimeupdates.adapter.avaje;

import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.json.JsonScanner;

/**
 * Names of fields that were read before, so that the next entity needs no new strings for the same ones. Belongs to one
 * thread at a time.
 */
final class RecentNames {

    private static final int PLACES = 256;
    private static final int MAX_LENGTH = 64;

    /** By hash; a newer name takes the place of an older one. */
    private final @Nullable String[] names = new @Nullable String[PLACES];

    /** The key that the scanner has just gone to. */
    String key(JsonScanner in) {
        int place = in.contentHash() & (PLACES - 1);
        String known = names[place];
        if (known != null && in.isKey(known)) {
            return known;
        }
        String name = in.string();
        if (name.length() <= MAX_LENGTH) {
            names[place] = name;
        }
        return name;
    }
}
