package org.realtimeupdates.adapter.jsonb;

import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.json.bind.annotation.JsonbVisibility;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Tells the {@link Shape} of a Java type. */
final class Shapes {

    private static final Shape UNKNOWN = new Shape.Unknown();

    private static final Set<Class<?>> READ_FROM_TEXT = Set.of(
            String.class,
            Character.class,
            Instant.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class,
            Duration.class,
            UUID.class,
            URI.class);

    private static final Set<Class<?>> READ_FROM_NUMBER = Set.of(
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class);

    /** Types that are read like another one. */
    private static final Map<Class<?>, Class<?>> READ_LIKE = Map.ofEntries(
            Map.entry(boolean.class, Boolean.class),
            Map.entry(char.class, Character.class),
            Map.entry(byte.class, Byte.class),
            Map.entry(short.class, Short.class),
            Map.entry(int.class, Integer.class),
            Map.entry(long.class, Long.class),
            Map.entry(float.class, Float.class),
            Map.entry(double.class, Double.class),
            Map.entry(OptionalInt.class, Integer.class),
            Map.entry(OptionalLong.class, Long.class),
            Map.entry(OptionalDouble.class, Double.class));

    /** A class with one of these, or in a package with one, is read in a way of its own. */
    private static final List<Class<? extends Annotation>> CUSTOMIZED = List.of(
            JsonbTypeAdapter.class,
            JsonbTypeDeserializer.class,
            JsonbTypeInfo.class,
            JsonbVisibility.class,
            JsonbDateFormat.class,
            JsonbNumberFormat.class);

    private Shapes() {}

    /** The shape of the type; unknown where the type alone does not tell. */
    static Shape of(Type type) {
        if (type instanceof Class<?> javaClass) {
            return ofClass(READ_LIKE.getOrDefault(javaClass, javaClass));
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            return ofGeneric(raw, generic.getActualTypeArguments());
        }
        return UNKNOWN;
    }

    private static Shape ofClass(Class<?> javaClass) {
        if (isCustomized(javaClass)) {
            return UNKNOWN;
        }
        if (READ_FROM_TEXT.contains(javaClass) || javaClass.isEnum()) {
            return new Shape.Text(javaClass);
        }
        if (READ_FROM_NUMBER.contains(javaClass)) {
            return new Shape.Numeric(javaClass);
        }
        if (javaClass == Boolean.class) {
            return new Shape.Flag();
        }
        if (javaClass.isArray() && javaClass != byte[].class) {
            return new Shape.Elements(of(javaClass.getComponentType()));
        }
        return isOwnClass(javaClass) ? new Shape.Properties(javaClass) : UNKNOWN;
    }

    private static Shape ofGeneric(Class<?> raw, Type[] arguments) {
        if (raw == Optional.class) {
            return of(arguments[0]);
        }
        if (Collection.class.isAssignableFrom(raw) && arguments.length == 1) {
            return new Shape.Elements(of(arguments[0]));
        }
        if (raw == Map.class && arguments[0] == String.class) {
            return new Shape.Dictionary(of(arguments[1]));
        }
        return ofClass(raw);
    }

    /** Whether the class is read property by property: neither a part of a library nor open to several classes. */
    private static boolean isOwnClass(Class<?> javaClass) {
        return !javaClass.isInterface()
                && !javaClass.isArray()
                && !Modifier.isAbstract(javaClass.getModifiers())
                && !javaClass.getName().startsWith("java.")
                && !javaClass.getName().startsWith("jakarta.")
                && !Collection.class.isAssignableFrom(javaClass)
                && !Map.class.isAssignableFrom(javaClass);
    }

    /** Whether annotations of the class, or of its package, say how it is read. */
    static boolean isCustomized(Class<?> javaClass) {
        Package around = javaClass.getPackage();
        return CUSTOMIZED.stream()
                .anyMatch(annotation -> javaClass.isAnnotationPresent(annotation)
                        || (around != null && around.isAnnotationPresent(annotation)));
    }
}
