package org.realtimeupdates.adapter.json;

/** Finds lone surrogates: halves of a character beyond U+FFFF without their other half [RTU-2]. */
final class Surrogates {

    private Surrogates() {}

    /** Whether the text holds one. */
    static boolean isLoneIn(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
