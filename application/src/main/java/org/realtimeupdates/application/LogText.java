package org.realtimeupdates.application;

/** Makes a peer's words fit for a log: one line, no control characters, not long. */
public final class LogText {

    private static final int MAX_LENGTH = 256;

    private LogText() {}

    /** The text with everything but visible characters escaped, cut to {@value #MAX_LENGTH} characters. */
    public static String safe(String text) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String shown = isPlain(c) ? String.valueOf(c) : String.format("\\u%04x", (int) c);
            if (safe.length() + shown.length() > MAX_LENGTH) {
                break;
            }
            safe.append(shown);
        }
        return safe.toString();
    }

    private static boolean isPlain(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
