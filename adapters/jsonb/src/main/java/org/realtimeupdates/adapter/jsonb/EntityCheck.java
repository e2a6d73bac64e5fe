package org.realtimeupdates.adapter.jsonb;

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
import org.realtimeupdates.adapter.json.BrokenRuleException;
import org.realtimeupdates.adapter.json.InvalidJsonException;
import org.realtimeupdates.adapter.json.JsonNumbers;
import org.realtimeupdates.adapter.json.JsonScanner;
import org.realtimeupdates.adapter.json.JsonToken;
import org.realtimeupdates.adapter.json.TextTable;
import org.realtimeupdates.adapter.json.ValuePath;

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
            require(in.next() == JsonToken.OBJECT, "an object");
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
            JsonToken token = in.next();
            hasId |= isId && token == JsonToken.STRING;
            if (property.equals(Property.UNKNOWN)) {
                in.skip(token);
            } else {
                path.enter(property.name());
                require(token != JsonToken.NULL, "a value");
                value(property.shape(), token);
                path.leave();
            }
        }
        return hasId;
    }

    /** Checks the value just begun. */
    private void value(Shape shape, JsonToken token) {
        in.requireRulesKept();
        if (shape instanceof Shape.Text text) {
            require(token == JsonToken.STRING, "a string");
            require(text.javaClass() == String.class || isReadable(in.string(), text.javaClass()), text.javaClass());
        } else if (shape instanceof Shape.Flag) {
            require(token == JsonToken.TRUE || token == JsonToken.FALSE, "a boolean");
        } else if (shape instanceof Shape.Numeric number) {
            require(token == JsonToken.NUMBER, "a number");
            require(JsonNumbers.fits(in.string(), number.javaClass()), number.javaClass());
        } else if (shape instanceof Shape.Elements elements) {
            require(token == JsonToken.ARRAY, "an array");
            elements(elements.element());
        } else if (shape instanceof Shape.Dictionary dictionary) {
            require(token == JsonToken.OBJECT, "an object");
            path.enter("*");
            while (in.nextKey()) {
                value(dictionary.value(), in.next());
            }
            path.leave();
        } else if (shape instanceof Shape.Properties properties) {
            require(token == JsonToken.OBJECT, "an object");
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
