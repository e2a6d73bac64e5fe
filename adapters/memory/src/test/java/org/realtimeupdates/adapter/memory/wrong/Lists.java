package org.realtimeupdates.adapter.memory.wrong;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lists that are not as they were. */
final class Lists {

    private Lists() {}

    static <T> List<T> reversed(List<T> list) {
        List<T> backwards = new ArrayList<>(list);
        Collections.reverse(backwards);
        return backwards;
    }

    /** Both, one behind the other. */
    static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
