package org.realtimeupdates.adapter.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** Asks a question right before each commit, on the connection that commits. */
final class SpyingDataSource {

    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final DataSource spying;
    private final String question;

    SpyingDataSource(DataSource dataSource, String question) {
        this.question = question;
        this.spying = proxy(DataSource.class, (method, arguments) -> {
            Object result = method.invoke(dataSource, arguments);
            return result instanceof Connection connection ? spyOn(connection) : result;
        });
    }

    DataSource dataSource() {
        return spying;
    }

    /** The answers since this was asked last, one for each commit. */
    List<String> answers() {
        List<String> all = List.copyOf(answers);
        answers.clear();
        return all;
    }

    private Connection spyOn(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("commit")) {
                answers.add(ask(connection));
            }
            return method.invoke(connection, arguments);
        });
    }

    private String ask(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                SpyingDataSource.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return call.run(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }

    /** A call that is passed on. */
    @FunctionalInterface
    private interface Call {
        Object run(Method method, Object[] arguments) throws ReflectiveOperationException, SQLException;
    }
}
