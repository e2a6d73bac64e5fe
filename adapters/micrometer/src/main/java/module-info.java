/** What both halves do, as Micrometer's meters. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.adapter.micrometer {
    requires transitive org.realtimeupdates.application;
    requires transitive micrometer.core;
    requires static org.jspecify;

    exports org.realtimeupdates.adapter.micrometer;
}
