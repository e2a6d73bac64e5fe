package org.realtimeupdates.adapter.jsonb;

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

    private final JsonScanner in;
    private final ValuePath path = new ValuePath("entities");

    private EntityCheck(JsonScanner in) {
        this.in = in;
    }

    /**
     * Checks a JSON array of entities.
     *
     * @throws BrokenRuleException naming the field that is not of the kind its class asks for
     */
    static void check(Class<?> javaClass, String json) {
        try {
            JsonScanner in = new JsonScanner(json);
            new EntityCheck(in).entities(javaClass);
            in.endWithRulesKept();
        } catch (InvalidJsonException e) {
            throw new BrokenRuleException("the entities are not valid JSON");
        }
    }

    private void entities(Class<?> javaClass) {
        require(in.nextArray(), "an array");
        TextTable<Property> known = KnownProperties.of(javaClass);
        path.enterElements();
        while (in.nextElement()) {
            path.nextElement();
            require(in.next() == Token.OBJECT, "an object");
            if (!properties(known)) {
                throw new BrokenRuleException(path + ".id is missing");
            }
        }
        path.leave();
    }

    /** Checks the rest of the object just entered; tells whether it had a string {@code id}. */
    private boolean properties(TextTable<Property> known) {
        boolean hasId = false;
        while (in.nextKey()) {
            Property property = in.key(known, Property.UNKNOWN);
            boolean isId = in.isKey("id");
            Token token = in.next();
            hasId |= isId && token == Token.STRING;
            if (property.equals(Property.UNKNOWN)) {
                in.skip(token);
            } else {
                path.enter(property.name());
                require(token != Token.NULL, "a value");
                value(property.shape(), token);
                path.leave();
            }
        }
        return hasId;
    }

    /** Checks the value just begun. */
    private void value(Shape shape, Token token) {
        in.requireRulesKept();
        if (shape instanceof Shape.Text text) {
            require(token == Token.STRING, "a string");
            require(text.javaClass() == String.class || isReadable(in.string(), text.javaClass()), text.javaClass());
        } else if (shape instanceof Shape.Flag) {
            require(token == Token.TRUE || token == Token.FALSE, "a boolean");
        } else if (shape instanceof Shape.Numeric number) {
            require(token == Token.NUMBER, "a number");
            require(fits(in.string(), number.javaClass()), number.javaClass());
        } else if (shape instanceof Shape.Elements elements) {
            require(token == Token.ARRAY, "an array");
            elements(elements.element());
        } else if (shape instanceof Shape.Dictionary dictionary) {
            require(token == Token.OBJECT, "an object");
            path.enter("*");
            while (in.nextKey()) {
                value(dictionary.value(), in.next());
            }
            path.leave();
        } else if (shape instanceof Shape.Properties properties) {
            require(token == Token.OBJECT, "an object");
            properties(properties.known());
        } else {
            in.skip(token);
        }
    }

    private void elements(Shape element) {
        path.enterElements();
        while (in.nextElement()) {
            path.nextElement();
            value(element, in.next());
        }
        path.leave();
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

    private void require(boolean kept, Class<?> javaClass) {
        if (!kept) {
            throw new BrokenRuleException(path + " is not a valid " + javaClass.getSimpleName());
        }
    }

    private void require(boolean kept, String kind) {
        if (!kept) {
            throw new BrokenRuleException(path + " is not " + kind);
        }
    }
}
