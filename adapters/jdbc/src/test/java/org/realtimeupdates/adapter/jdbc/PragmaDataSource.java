package org.realtimeupdates.adapter.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Connections to SQLite that are set in some way each time one is taken. */
final class PragmaDataSource {

    private final DataSource setting;
    private volatile String pragma = "PRAGMA query_only";

    PragmaDataSource(DataSource dataSource) {
        this.setting = (DataSource) Proxy.newProxyInstance(
                PragmaDataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(dataSource, arguments);
                        return result instanceof Connection connection ? set(connection) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    DataSource dataSource() {
        return setting;
    }

    /** What connections are set to from now on. */
    void set(String statement) {
        pragma = statement;
    }

    private Connection set(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(pragma);
        }
        return connection;
    }
}
