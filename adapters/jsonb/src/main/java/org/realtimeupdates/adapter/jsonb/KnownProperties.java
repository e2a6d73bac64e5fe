package org.realtimeupdates.adapter.jsonb;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.realtimeupdates.adapter.json.TextTable;

/** The properties that JSON-B reads of a class, by their name in JSON: of its creator, setters and public fields. */
final class KnownProperties {

    private static final ClassValue<TextTable<Property>> BY_CLASS = new ClassValue<>() {
        @Override
        protected TextTable<Property> computeValue(Class<?> javaClass) {
            return new KnownProperties(javaClass).table();
        }
    };

    /** A property with one of these is read in a way of its own. */
    private static final List<Class<? extends Annotation>> CUSTOMIZED = List.of(
            JsonbTypeAdapter.class, JsonbTypeDeserializer.class, JsonbDateFormat.class, JsonbNumberFormat.class);

    private final Class<?> javaClass;
    private final Map<String, Property> properties = new HashMap<>();

    private KnownProperties(Class<?> javaClass) {
        this.javaClass = javaClass;
    }

    /** The properties of the class; none where annotations make it uncertain which they are. */
    static TextTable<Property> of(Class<?> javaClass) {
        return BY_CLASS.get(javaClass);
    }

    private TextTable<Property> table() {
        if (!Shapes.isCustomized(javaClass)) {
            if (!javaClass.isRecord()) {
                addInherited(javaClass);
            }
            creator().ifPresent(this::addParameters);
        }
        return TextTable.of(properties.values(), Property::name);
    }

    private void addInherited(Class<?> declaring) {
        Class<?> parent = declaring.getSuperclass();
        if (parent != null && parent != Object.class) {
            addInherited(parent);
        }
        for (Field field : declaring.getDeclaredFields()) {
            if (isWritable(field.getModifiers()) && !Modifier.isFinal(field.getModifiers())) {
                add(field.getName(), field.getGenericType(), field);
            }
        }
        for (Method method : declaring.getDeclaredMethods()) {
            if (isSetter(method)) {
                String name = propertyName(method);
                Optional<Field> field = findField(declaring, name);
                Type type = method.getGenericParameterTypes()[0];
                if (field.isPresent()) {
                    add(name, type, method, field.get());
                } else {
                    add(name, type, method);
                }
            }
        }
    }

    private Optional<Executable> creator() {
        Stream<Executable> all = Stream.concat(
                Arrays.stream(javaClass.getDeclaredConstructors()), Arrays.stream(javaClass.getDeclaredMethods()));
        Optional<Executable> annotated = all.filter(executable -> executable.isAnnotationPresent(JsonbCreator.class))
                .findFirst();
        if (annotated.isPresent() || !javaClass.isRecord()) {
            return annotated;
        }
        return Optional.of(javaClass.getDeclaredConstructors()[0]);
    }

    private void addParameters(Executable creator) {
        Type[] types = creator.getGenericParameterTypes();
        Parameter[] parameters = creator.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            Optional<Field> field = findField(javaClass, parameters[i].getName());
            if (field.isPresent()) {
                add(parameters[i].getName(), types[i], parameters[i], field.get());
            } else {
                add(parameters[i].getName(), types[i], parameters[i]);
            }
        }
    }

    /** Adds a property that is declared by these elements; the first that names it decides. */
    private void add(String javaName, Type type, AnnotatedElement... elements) {
        List<AnnotatedElement> declared = List.of(elements);
        if (declared.stream().anyMatch(element -> element.isAnnotationPresent(JsonbTransient.class))) {
            return;
        }
        String name = declared.stream()
                .flatMap(element -> Optional.ofNullable(element.getAnnotation(JsonbProperty.class)).stream())
                .map(JsonbProperty::value)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse(javaName);
        boolean customized = declared.stream().anyMatch(KnownProperties::isCustomized);
        properties.put(name, new Property(name, customized ? new Shape.Unknown() : Shapes.of(type)));
    }

    private static boolean isCustomized(AnnotatedElement element) {
        return CUSTOMIZED.stream().anyMatch(element::isAnnotationPresent);
    }

    private static boolean isWritable(int modifiers) {
        return Modifier.isPublic(modifiers) && !Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers);
    }

    private static boolean isSetter(Method method) {
        return isWritable(method.getModifiers())
                && !method.isBridge()
                && method.getName().length() > 3
                && method.getName().startsWith("set")
                && method.getParameterCount() == 1;
    }

    private static String propertyName(Method setter) {
        String name = setter.getName().substring(3);
        boolean abbreviation =
                name.length() > 1 && Character.isUpperCase(name.charAt(0)) && Character.isUpperCase(name.charAt(1));
        return abbreviation ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static Optional<Field> findField(Class<?> declaring, String name) {
        return Arrays.stream(declaring.getDeclaredFields())
                .filter(field -> field.getName().equals(name))
                .findFirst();
    }
}
