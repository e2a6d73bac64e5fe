package org.realtimeupdates.adapter.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The running connection in the hands of an application, with the statements made by it: they can do all but end the transaction,
 * and nothing after it was taken back. Remembers faults that the application has passed over. One thread.
 */
final class LentConnection {

    private static final Set<String> REFUSED =
            Set.of("commit", "close", "abort", "setAutoCommit", "setReadOnly", "setTransactionIsolation");

    /** What leads back to the connection. */
    private static final Set<Class<?>> LENT_WITH_IT = Set.of(
            Statement.class, PreparedStatement.class, CallableStatement.class, ResultSet.class, DatabaseMetaData.class);

    private final Connection connection;
    private final Dialect dialect;
    private final SavedCopies copies;
    private final Connection view;
    private volatile boolean takenBack;
    private @Nullable SQLException fault;
    private boolean endedByFault;
    private boolean unwrapped;

    LentConnection(Connection connection, Dialect dialect, SavedCopies copies) {
        this.connection = connection;
        this.dialect = dialect;
        this.copies = copies;
        this.view = (Connection) lend(Connection.class, connection);
    }

    Connection view() {
        return view;
    }

    /** What was lent is of no more use. */
    void takeBack() {
        takenBack = true;
    }

    boolean isTakenBack() {
        return takenBack;
    }

    /** The statement that failed last, if one has. */
    Optional<SQLException> fault() {
        return Optional.ofNullable(fault);
    }

    /**
     * Makes sure that the transaction can go on. Asks the database only where a statement has failed.
     *
     * @throws SQLException the fault after which it cannot
     */
    void requireGoingOn() throws SQLException {
        copies.requireUnbroken();
        if (endedByFault && fault != null) {
            throw fault;
        }
        if (fault != null || unwrapped) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
            } catch (SQLException e) {
                throw fault != null && dialect.followsAnEarlierFault(e) ? fault : e;
            }
        }
    }

    private Object lend(Class<?> type, Object target) {
        return Proxy.newProxyInstance(
                LentConnection.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getDeclaringClass() == Object.class
                        ? ofEveryObject(proxy, method, arguments)
                        : call(target, method, arguments));
    }

    private @Nullable Object call(Object target, Method method, @Nullable Object[] arguments) throws Throwable {
        requireUsable();
        if (target == connection && endsTheTransaction(method)) {
            throw new UnsupportedOperationException("the transaction is not yours to end: " + method.getName());
        }
        // The driver's own objects are out of sight.
        unwrapped |= method.getName().equals("unwrap");
        try {
            return lendResult(method.getReturnType(), method.invoke(target, arguments));
        } catch (InvocationTargetException e) {
            if (e.getTargetException() instanceof SQLException failure) {
                note(failure);
            }
            throw e.getTargetException();
        }
    }

    private void requireUsable() throws SQLException {
        if (takenBack) {
            throw new IllegalStateException("the transaction is over");
        }
        copies.requireUnbroken();
        if (endedByFault && fault != null) {
            throw new SQLException(
                    "the database has ended the transaction", fault.getSQLState(), fault.getErrorCode(), fault);
        }
    }

    private @Nullable Object lendResult(Class<?> type, @Nullable Object result) {
        if (type == Connection.class) {
            return view;
        }
        return result != null && LENT_WITH_IT.contains(type) ? lend(type, result) : result;
    }

    private void note(SQLException failure) throws SQLException {
        if (fault == null || !dialect.followsAnEarlierFault(failure)) {
            fault = failure;
        }
        endedByFault = dialect.hasEnded(connection);
    }

    /** A rollback to a savepoint is fine. */
    private static boolean endsTheTransaction(Method method) {
        return REFUSED.contains(method.getName())
                || (method.getName().equals("rollback") && method.getParameterCount() == 0);
    }

    private static Object ofEveryObject(Object proxy, Method method, @Nullable Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "a view of a running transaction";
        };
    }
}
