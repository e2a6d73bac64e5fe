package org.realtimeupdates.adapter.journal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of files that begin with a number. */
final class Numbered {

    private static final Pattern NAME = Pattern.compile("([0-9]{8,9})(\\.[a-z]+)");

    private Numbered() {}

    /** The name of that number. */
    static String name(int number, String suffix) {
        return String.format(Locale.ROOT, "%08d%s", number, suffix);
    }

    /** The number, if the name ends like that. */
    static Optional<Integer> find(String name, String suffix) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() && matcher.group(2).equals(suffix)
                ? Optional.of(Integer.valueOf(matcher.group(1)))
                : Optional.empty();
    }
}
