package org.realtimeupdates.adapter.jsonb;

import java.util.HashSet;
import java.util.Set;

/** The rules of RTU-2 on a value that is there whole. */
final class TreeRules {

    private TreeRules() {}

    /** Whether a value that stands at that level keeps them; the text is only looked at for lone surrogates. */
    static boolean areKept(JsonTree.Node node, int level, String text) {
        return !isLone(text) && areKept(node, level);
    }

    private static boolean areKept(JsonTree.Node node, int level) {
        boolean container = node instanceof JsonTree.Obj || node instanceof JsonTree.Arr;
        if (container && level > 32) {
            return false;
        }
        if (node instanceof JsonTree.Obj object) {
            Set<String> keys = new HashSet<>();
            for (JsonTree.Member member : object.members()) {
                if (!keys.add(member.key()) || isLone(member.key()) || !areKept(member.value(), level + 1)) {
                    return false;
                }
            }
            return true;
        }
        if (node instanceof JsonTree.Arr array) {
            for (JsonTree.Node element : array.elements()) {
                if (!areKept(element, level + 1)) {
                    return false;
                }
            }
            return true;
        }
        if (node instanceof JsonTree.Num number) {
            return number.text().length() <= 32;
        }
        return !(node instanceof JsonTree.Str string) || !isLone(string.text());
    }

    /** Whether there is half a character in it. */
    static boolean isLone(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c >= 0xd800 && c < 0xe000) {
                return true;
            }
        }
        return false;
    }
}
