package org.realtimeupdates.adapter.json;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values by name, found by a part of a text without making a string of it. Immutable.
 *
 * @param <V> what is found
 */
public final class TextTable<V> {

    /** By hash, with gaps; a name whose place is taken stands in the next one that is free. */
    private final @Nullable Entry<V>[] entries;

    private record Entry<V>(String name, V value) {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private TextTable(Collection<V> values, Function<V, String> name) {
        int places = Integer.highestOneBit(Math.max(1, values.size())) * 8;
        entries = (@Nullable Entry<V>[]) new Entry[places];
        for (V value : values) {
            add(new Entry<>(name.apply(value), value));
        }
    }

    /** These values by their names, each of which is there once. */
    public static <V> TextTable<V> of(Collection<V> values, Function<V, String> name) {
        return new TextTable<>(values, name);
    }

    /** These names as values. */
    public static TextTable<String> ofNames(String... names) {
        return of(List.of(names), name -> name);
    }

    private void add(Entry<V> entry) {
        int place = place(entry.name(), 0, entry.name().length());
        while (entries[place] != null) {
            place = next(place);
        }
        entries[place] = entry;
    }

    /** The value whose name is that part of the text; null if there is none. */
    @Nullable
    V find(String text, int start, int end) {
        int place = place(text, start, end);
        Entry<V> entry = entries[place];
        while (entry != null) {
            String name = entry.name();
            if (name.length() == end - start && text.startsWith(name, start)) {
                return entry.value();
            }
            place = next(place);
            entry = entries[place];
        }
        return null;
    }

    private int next(int place) {
        return (place + 1) & (entries.length - 1);
    }

    private int place(String text, int start, int end) {
        return hash(text, start, end) & (entries.length - 1);
    }

    /** Of the length, the first and the last character. */
    static int hash(String text, int start, int end) {
        int length = end - start;
        return length == 0 ? 0 : length + 7 * text.charAt(start) + 31 * text.charAt(end - 1);
    }
}
