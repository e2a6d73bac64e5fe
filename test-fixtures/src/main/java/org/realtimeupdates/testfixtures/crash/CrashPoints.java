package org.realtimeupdates.testfixtures.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Attempts;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.EntityStore;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;

/** A store as one process meets it: every call of it begins and ends with a chance to die, and so does every effect. */
record CrashPoints(Life life) {

    ClientStorePorts around(ClientStorePorts store) {
        return new ClientStorePorts(
                around(AppliedUpdates.class, store.appliedUpdates()),
                around(Attempts.class, store.attempts()),
                around(Quarantine.class, store.quarantine()),
                around(Outbox.class, store.outbox()),
                around(EntityStore.class, store.entities()));
    }

    private <T> T around(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> call(port.getSimpleName(), real, method, arguments)));
    }

    private @Nullable Object call(String port, Object real, Method method, Object @Nullable [] arguments)
            throws Throwable {
        Object[] given = arguments == null ? new Object[0] : arguments;
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(real, given);
        }
        String name = port + "." + method.getName() + refs(given);
        life.call("where " + name + " begins");
        try {
            return method.invoke(real, Stream.of(given).map(this::passedOn).toArray());
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        } finally {
            // Instead of what the store returned or threw: the process does not live to see it.
            life.call("where " + name + " ends");
        }
    }

    private Object passedOn(Object argument) {
        if (argument instanceof MortalTransaction mortal) {
            return mortal.real();
        }
        if (argument instanceof List<?> list && list.stream().anyMatch(Effect.class::isInstance)) {
            return list.stream().map(Effect.class::cast).map(this::mortal).toList();
        }
        return argument;
    }

    private Effect mortal(Effect effect) {
        String name = effect.ref().map(ref -> "the effect of " + ref).orElse("an effect without a ref");
        return new Effect(effect.ref(), transaction -> {
            life.call("where " + name + " begins");
            life.enter("in " + name + ", ");
            try {
                UpdateOutcome outcome = effect.work().run(new MortalTransaction(name, transaction, life));
                life.enter("");
                life.call("where " + name + " ends, before the commit");
                return outcome;
            } finally {
                life.enter("");
            }
        });
    }

    /** The refs in a call: what tells it from others. */
    private static String refs(Object[] arguments) {
        String refs = Arrays.stream(arguments)
                .flatMap(argument -> argument instanceof List<?> list ? list.stream() : Stream.of(argument))
                .flatMap(CrashPoints::ref)
                .map(Ref::value)
                .collect(Collectors.joining(", "));
        return refs.isEmpty() ? "" : "(" + refs + ")";
    }

    private static Stream<Ref> ref(Object argument) {
        if (argument instanceof Effect effect) {
            return effect.ref().stream();
        }
        return argument instanceof Ref ref ? Stream.of(ref) : Stream.empty();
    }

    /** A transaction as the effects of one process meet it. */
    private record MortalTransaction(String effect, Transaction real, Life life) implements Transaction {

        @Override
        public <T> T unwrap(Class<T> type) {
            life.call("where Transaction.unwrap begins");
            return real.unwrap(type);
        }

        @Override
        public void afterCommit(Runnable task) {
            life.call("where Transaction.afterCommit begins");
            real.afterCommit(() -> {
                life.call("where a task of " + effect + " begins, after the commit");
                task.run();
                life.call("where a task of " + effect + " ends, after the commit");
            });
        }
    }
}
