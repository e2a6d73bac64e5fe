package org.realtimeupdates.adapter.avaje;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads and writes what {@link Instant} does, and as it does. The common form, {@code 2024-02-29T23:59:59.123Z}, needs
 * none of its formatters; any other is left to it.
 */
final class InstantText implements JsonAdapter<Instant> {

    private static final int SECONDS_PER_DAY = 86_400;
    /** Of what comes before the fraction. */
    private static final int WHOLE_LENGTH = 19;

    private static final int MAX_FRACTION = 9;
    private static final long FIRST_SECOND =
            Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    @Override
    public Instant fromJson(JsonReader reader) {
        return parse(reader.readString());
    }

    @Override
    public void toJson(JsonWriter writer, Instant value) {
        writer.value(format(value));
    }

    /** As {@link Instant#parse}. */
    static Instant parse(String text) {
        int nanos = nanos(text);
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, WHOLE_LENGTH);
        boolean common = (nanos | year | month | day | hour | minute | second) >= 0
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && hour < 24
                && minute < 60
                && second < 60;
        if (!common) {
            return Instant.parse(text);
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(days * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second, nanos);
    }

    /** The nanoseconds of a text that ends as the common form does; -1 for any other. */
    private static int nanos(String text) {
        int end = text.length() - 1;
        if (end < WHOLE_LENGTH || text.charAt(end) != 'Z') {
            return -1;
        }
        if (end == WHOLE_LENGTH) {
            return 0;
        }
        int first = WHOLE_LENGTH + 1;
        if (text.charAt(WHOLE_LENGTH) != '.' || end == first || end - first > MAX_FRACTION) {
            return -1;
        }
        int nanos = digits(text, first, end);
        for (int i = end - first; i < MAX_FRACTION; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** The number of these digits; negative where they are none. */
    private static int digits(String text, int start, int end) {
        if (text.length() < end) {
            return -1;
        }
        int number = 0;
        for (int i = start; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** As {@link Instant#toString}. */
    static String format(Instant value) {
        long seconds = value.getEpochSecond();
        if (seconds < FIRST_SECOND || seconds > LAST_SECOND) {
            return value.toString();
        }
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
        int ofDay = (int) Math.floorMod(seconds, (long) SECONDS_PER_DAY);
        char[] text = "0000-00-00T00:00:00.000000000Z".toCharArray();
        put(text, 4, day.getYear());
        put(text, 7, day.getMonthValue());
        put(text, 10, day.getDayOfMonth());
        put(text, 13, ofDay / 3600);
        put(text, 16, ofDay / 60 % 60);
        put(text, WHOLE_LENGTH, ofDay % 60);
        int end = putFraction(text, value.getNano());
        text[end] = 'Z';
        return new String(text, 0, end + 1);
    }

    /** Puts as many groups of three digits as there are; tells where they end. */
    private static int putFraction(char[] text, int nanos) {
        if (nanos == 0) {
            return WHOLE_LENGTH;
        }
        int end = WHOLE_LENGTH + 1 + MAX_FRACTION;
        int rest = nanos;
        while (rest % 1000 == 0) {
            rest /= 1000;
            end -= 3;
        }
        put(text, end, rest);
        return end;
    }

    /** Puts the digits of the number so that they end there. */
    private static void put(char[] text, int end, int number) {
        int i = end;
        for (int rest = number; rest > 0; rest /= 10) {
            text[--i] = (char) ('0' + rest % 10);
        }
    }
}
