package org.realtimeupdates.adapter.json;

import java.util.Arrays;

/** Where in a value a reader is; made a text of only when something is wrong there. */
public final class ValuePath {

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
    public ValuePath(String root) {
        this.root = root;
    }

    /** Goes back to the whole value. */
    public void restart() {
        size = 0;
    }

    /** Goes to a property of the value. */
    public void enter(String name) {
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            indexes = Arrays.copyOf(indexes, 2 * size);
        }
        names[size++] = name;
    }

    /** Goes before the first property of the value. */
    public void enterProperties() {
        enterElements();
    }

    /** Goes to the next property. */
    public void nextProperty(String name) {
        names[size - 1] = name;
    }

    /** Goes before the first element of the value. */
    public void enterElements() {
        enter("");
        indexes[size - 1] = -1;
    }

    /** Goes to the next element. */
    public void nextElement() {
        indexes[size - 1]++;
    }

    /** Goes back from a property or an element to what holds it. */
    public void leave() {
        size--;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(root);
        for (int i = 0; i < size; i++) {
            if (!names[i].isEmpty()) {
                text.append('.').append(names[i]);
            } else if (indexes[i] >= 0) {
                text.append('[').append(indexes[i]).append(']');
            }
        }
        return text.toString();
    }
}
