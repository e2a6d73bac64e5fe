/** Stores that survive crashes, for both halves: SQLite and PostgreSQL by plain JDBC. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.adapter.jdbc {
    requires transitive java.sql;
    requires transitive org.realtimeupdates.application;
    requires com.zaxxer.hikari;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;
    requires static org.jspecify;

    exports org.realtimeupdates.adapter.jdbc;
}
