package org.realtimeupdates.adapter.jsonb;

import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser.Event;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Checks the text of entities against the {@link Shape} of their class before JSON-B reads it. */
final class EntityCheck {

    /** How the text of these classes is read, by JSON-B too; here for a refusal that names the field. */
    private static final Map<Class<?>, Function<String, ?>> READERS = Map.of(
            Instant.class, Instant::parse,
            LocalDate.class, LocalDate::parse,
            LocalTime.class, LocalTime::parse,
            LocalDateTime.class, LocalDateTime::parse,
            OffsetDateTime.class, OffsetDateTime::parse,
            ZonedDateTime.class, ZonedDateTime::parse,
            Duration.class, Duration::parse,
            UUID.class, UUID::fromString,
            URI.class, URI::create);

    private final StrictParser in;

    private EntityCheck(StrictParser in) {
        this.in = in;
    }

    /**
     * Checks a JSON array of entities.
     *
     * @throws BrokenRuleException naming the field that is not of the kind its class asks for
     */
    static void check(Class<?> javaClass, String json) {
        try (StrictParser in = new StrictParser(json)) {
            new EntityCheck(in).entities(javaClass);
            in.end();
            in.requireRulesKept();
        } catch (JsonException e) {
            // What the parser says of the text may show some of it, and is left out.
            throw new BrokenRuleException("the entities are not valid JSON");
        }
        if (Surrogates.isLoneInJson(json, 0, json.length())) {
            throw new BrokenRuleException("a lone surrogate");
        }
    }

    private void entities(Class<?> javaClass) {
        require(in.nextArray(), "entities", "an array");
        Map<String, Shape> known = KnownProperties.of(javaClass);
        int index = 0;
        for (Event event = in.next(); event != Event.END_ARRAY; event = in.next()) {
            String path = "entities[" + index++ + "]";
            require(event == Event.START_OBJECT, path, "an object");
            if (!properties(known, path)) {
                throw new BrokenRuleException(path + ".id is missing");
            }
        }
    }

    /** Checks the rest of the object just entered; tells whether it had a string {@code id}. */
    private boolean properties(Map<String, Shape> known, String path) {
        boolean hasId = false;
        while (in.nextKey()) {
            String key = in.key();
            Shape shape = known.get(key);
            Event event = in.next();
            hasId |= key.equals("id") && event == Event.VALUE_STRING;
            if (shape == null) {
                in.skip(event);
            } else {
                require(event != Event.VALUE_NULL, path + "." + key, "a value");
                value(shape, event, path + "." + key);
            }
        }
        return hasId;
    }

    /** Checks the value that the event began. */
    private void value(Shape shape, Event event, String path) {
        in.requireRulesKept();
        if (shape instanceof Shape.Text text) {
            require(event == Event.VALUE_STRING, path, "a string");
            require(isReadable(in.string(), text.javaClass()), path, text.javaClass());
        } else if (shape instanceof Shape.Flag) {
            require(event == Event.VALUE_TRUE || event == Event.VALUE_FALSE, path, "a boolean");
        } else if (shape instanceof Shape.Numeric number) {
            require(event == Event.VALUE_NUMBER, path, "a number");
            require(fits(in.string(), number.javaClass()), path, number.javaClass());
        } else if (shape instanceof Shape.Elements elements) {
            require(event == Event.START_ARRAY, path, "an array");
            elements(elements.element(), path);
        } else if (shape instanceof Shape.Dictionary dictionary) {
            require(event == Event.START_OBJECT, path, "an object");
            while (in.nextKey()) {
                value(dictionary.value(), in.next(), path + ".*");
            }
        } else if (shape instanceof Shape.Properties properties) {
            require(event == Event.START_OBJECT, path, "an object");
            properties(properties.known(), path);
        } else {
            in.skip(event);
        }
    }

    private void elements(Shape element, String path) {
        int index = 0;
        for (Event event = in.next(); event != Event.END_ARRAY; event = in.next()) {
            value(element, event, path + "[" + index++ + "]");
        }
    }

    /** Whether JSON-B makes the value of that text, and no other; true where it refuses others by itself. */
    private static boolean isReadable(String text, Class<?> javaClass) {
        Function<String, ?> reader = READERS.get(javaClass);
        if (reader != null) {
            return isRead(reader, text);
        }
        if (javaClass == Character.class) {
            return text.length() == 1;
        }
        return !javaClass.isEnum()
                || Arrays.stream(javaClass.getEnumConstants())
                        .anyMatch(constant -> ((Enum<?>) constant).name().equals(text));
    }

    private static boolean isRead(Function<String, ?> reader, String text) {
        try {
            return reader.apply(text) != null;
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether the class can hold the number; fractions may be rounded. */
    private static boolean fits(String number, Class<?> javaClass) {
        try {
            if (javaClass == Float.class) {
                return Float.isFinite(Float.parseFloat(number));
            }
            if (javaClass == Double.class) {
                return Double.isFinite(Double.parseDouble(number));
            }
            if (javaClass == BigInteger.class) {
                return number.chars().allMatch(c -> c == '-' || Character.isDigit(c));
            }
            return javaClass == BigDecimal.class || isWithin(new BigDecimal(number).longValueExact(), javaClass);
        } catch (ArithmeticException | NumberFormatException e) {
            return false;
        }
    }

    private static boolean isWithin(long number, Class<?> javaClass) {
        if (javaClass == Long.class) {
            return true;
        }
        if (javaClass == Integer.class) {
            return number == (int) number;
        }
        return javaClass == Short.class ? number == (short) number : number == (byte) number;
    }

    private static void require(boolean kept, String path, Class<?> javaClass) {
        require(kept, path, "a valid " + javaClass.getSimpleName());
    }

    private static void require(boolean kept, String path, String kind) {
        if (!kept) {
            throw new BrokenRuleException(path + " is not " + kind);
        }
    }
}
