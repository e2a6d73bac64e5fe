/** WebSockets of a server of its own, on Jetty: the Jakarta endpoint in a Jetty that refuses in HTTP, counts, limits and pauses. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.adapter.jetty.server {
    requires transitive org.realtimeupdates.application;
    requires jakarta.servlet;
    requires jakarta.websocket;
    requires org.eclipse.jetty.ee10.servlet;
    requires org.eclipse.jetty.ee10.websocket.jakarta.common;
    requires org.eclipse.jetty.ee10.websocket.jakarta.server;
    requires org.eclipse.jetty.http;
    requires org.eclipse.jetty.io;
    requires org.eclipse.jetty.server;
    requires org.eclipse.jetty.util;
    requires org.realtimeupdates.adapter.jakarta.websocket;
    requires transitive org.realtimeupdates.adapter.websocket;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports org.realtimeupdates.adapter.jetty.server;
}
