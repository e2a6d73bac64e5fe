package org.realtimeupdates.adapter.jsonb;

import java.util.Arrays;

/** Where in a value a reader is; made a text of only when something is wrong there. */
final class ValuePath {

    private static final int USUAL_DEPTH = 8;

    private final String root;
    /** The names of properties; empty for an element of an array. */
    private String[] names = new String[USUAL_DEPTH];

    private int[] indexes = new int[USUAL_DEPTH];
    private int size;

    /**
     * The path of a whole value.
     *
     * @param root what it is called
     */
    ValuePath(String root) {
        this.root = root;
    }

    /** Goes to a property of the value. */
    void enter(String name) {
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            indexes = Arrays.copyOf(indexes, 2 * size);
        }
        names[size++] = name;
    }

    /** Goes before the first element of the value. */
    void enterElements() {
        enter("");
        indexes[size - 1] = -1;
    }

    /** Goes to the next element. */
    void nextElement() {
        indexes[size - 1]++;
    }

    /** Goes back from a property or an element to what holds it. */
    void leave() {
        size--;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(root);
        for (int i = 0; i < size; i++) {
            if (names[i].isEmpty()) {
                text.append('[').append(indexes[i]).append(']');
            } else {
                text.append('.').append(names[i]);
            }
        }
        return text.toString();
    }
}
