/** The two halves, the app's and the server's, behind ports. Holds no thread, clock, randomness or I/O of its own. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.application {
    requires transitive org.realtimeupdates.domain;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports org.realtimeupdates.application;
    exports org.realtimeupdates.application.client;
    exports org.realtimeupdates.application.server;
    exports org.realtimeupdates.application.port.execution;
    exports org.realtimeupdates.application.port.identity;
    exports org.realtimeupdates.application.port.notification;
    exports org.realtimeupdates.application.port.persistence;
    exports org.realtimeupdates.application.port.transport;
}
