package org.realtimeupdates.adapter.json;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the objects that are open, to find one that comes twice in its object [RTU-2]. Those of a small object
 * are offsets in the text; of one with many keys, or with an escape in a key, a set of strings, whose time grows with
 * the keys whatever they are.
 */
final class OpenKeys {

    private static final int FEW = 16;

    private static final int USUAL_LEVELS = 8;

    private String text = "";
    /** By level: where its keys begin in {@link #keys}. */
    private int[] firstOfLevel = new int[USUAL_LEVELS];
    /** The start and the end of each key, those of the innermost object last. */
    private long[] keys = new long[FEW];

    private int size;
    /** The sets by level; absent until the first is needed. */
    private @Nullable Set<String> @Nullable [] sets;

    /** No object of the text is open yet. */
    void restart(String text) {
        this.text = text;
        size = 0;
        sets = null;
    }

    /** An object was opened at that level, the outermost being 1. */
    void open(int level) {
        if (level == firstOfLevel.length) {
            firstOfLevel = Arrays.copyOf(firstOfLevel, 2 * level);
        }
        firstOfLevel[level] = size;
        if (sets != null && level < sets.length) {
            sets[level] = null;
        }
    }

    /** The object at that level was closed. */
    void close(int level) {
        size = firstOfLevel[level];
    }

    /**
     * Notes a key of the object at that level, the innermost one.
     *
     * @return false if the object has had it
     */
    boolean add(int level, int start, int end, boolean escaped) {
        Set<String> set = sets == null || level >= sets.length ? null : sets[level];
        if (set == null) {
            if (!escaped && size - firstOfLevel[level] < FEW) {
                return addSmall(firstOfLevel[level], start, end);
            }
            set = moveToSet(level);
        }
        return set.add(JsonStrings.content(text, start, end, escaped));
    }

    private boolean addSmall(int first, int start, int end) {
        for (int i = first; i < size; i++) {
            int other = (int) (keys[i] >>> 32);
            int length = (int) keys[i] - other;
            if (length == end - start
                    && (length == 0 || isAlikeAtEnds(other, start, length))
                    && text.regionMatches(other, text, start, length)) {
                return false;
            }
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
        }
        keys[size++] = (long) start << 32 | end;
        return true;
    }

    private boolean isAlikeAtEnds(int other, int start, int length) {
        return text.charAt(other) == text.charAt(start)
                && text.charAt(other + length - 1) == text.charAt(start + length - 1);
    }

    private Set<String> moveToSet(int level) {
        @Nullable Set<String>[] all = sets;
        if (all == null) {
            all = newSets(firstOfLevel.length);
        } else if (level >= all.length) {
            all = Arrays.copyOf(all, firstOfLevel.length);
        }
        sets = all;
        Set<String> set = new HashSet<>();
        for (int i = firstOfLevel[level]; i < size; i++) {
            set.add(text.substring((int) (keys[i] >>> 32), (int) keys[i]));
        }
        size = firstOfLevel[level];
        all[level] = set;
        return set;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private static @Nullable Set<String>[] newSets(int length) {
        return (@Nullable Set<String>[]) new Set[length];
    }
}
