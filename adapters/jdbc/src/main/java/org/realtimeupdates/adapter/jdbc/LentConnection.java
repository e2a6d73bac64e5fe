package org.realtimeupdates.adapter.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The running connection in the hands of an application: it can do all but end the transaction, and nothing after its end. */
final class LentConnection {

    private static final Set<String> REFUSED =
            Set.of("commit", "close", "abort", "setAutoCommit", "setReadOnly", "setTransactionIsolation");

    private LentConnection() {}

    /** A view of the connection. */
    static Connection of(Connection connection, BooleanSupplier ended) {
        return (Connection) Proxy.newProxyInstance(
                LentConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (ended.getAsBoolean()) {
                        throw new IllegalStateException("the transaction is over");
                    }
                    if (endsTheTransaction(method)) {
                        throw new UnsupportedOperationException(
                                "the transaction is not yours to end: " + method.getName());
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    /** A rollback to a savepoint is fine. */
    private static boolean endsTheTransaction(Method method) {
        return REFUSED.contains(method.getName())
                || (method.getName().equals("rollback") && method.getParameterCount() == 0);
    }
}
