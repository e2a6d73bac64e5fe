/** The program {@code realtime}: tries and drives both halves from a command line. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.adapter.cli {
    requires com.zaxxer.hikari;
    requires java.sql;
    requires org.realtimeupdates.adapter.dagger;
    requires org.realtimeupdates.adapter.jdbc;
    requires org.realtimeupdates.adapter.journal;
    requires org.realtimeupdates.adapter.jsonb;
    requires org.realtimeupdates.adapter.netty.client;
    requires org.realtimeupdates.adapter.netty.server;
    requires org.realtimeupdates.adapter.tyrus.client;
    requires org.realtimeupdates.adapter.tyrus.server;
    requires org.realtimeupdates.application;
    requires static org.jspecify;
    requires info.picocli;
    requires jakarta.json;
    requires java.logging;

    // picocli and JSON-B reach these by reflection.
    opens org.realtimeupdates.adapter.cli;
}
