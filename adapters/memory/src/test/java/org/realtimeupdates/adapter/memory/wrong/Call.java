package org.realtimeupdates.adapter.memory.wrong;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call of a port on its way to the right store. */
final class Call {

    private final String name;
    private final Object real;
    private final Method method;
    private final @Nullable Object[] arguments;

    private Call(String name, Object real, Method method, @Nullable Object[] arguments) {
        this.name = name;
        this.real = real;
        this.method = method;
        this.arguments = arguments;
    }

    /** A port all calls of which take that way. */
    static <P> P wrong(Class<P> port, P real, Mistake mistake) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, given) -> mistake.in(new Call(
                        port.getSimpleName() + "." + method.getName(),
                        real,
                        method,
                        given == null ? new Object[0] : given))));
    }

    /** The port and the method. */
    boolean is(String portAndMethod) {
        return name.equals(portAndMethod);
    }

    /** How many arguments it has: tells overloads apart. */
    int size() {
        return arguments.length;
    }

    <T> T argument(int index, Class<T> type) {
        return type.cast(Objects.requireNonNull(arguments[index]));
    }

    /** The last argument. */
    <T> T last(Class<T> type) {
        return argument(arguments.length - 1, type);
    }

    /** The same with another argument. */
    Call with(int index, Object argument) {
        @Nullable Object[] changed = arguments.clone();
        changed[index] = argument;
        return new Call(name, real, method, changed);
    }

    Call withLast(Object argument) {
        return with(arguments.length - 1, argument);
    }

    /** Does what the right store does. */
    @Nullable
    Object proceed() throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }
}
