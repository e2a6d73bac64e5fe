/** The scheduler port on real threads. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.adapter.threads {
    requires transitive org.realtimeupdates.application;
    requires static org.jspecify;
    requires org.slf4j;

    exports org.realtimeupdates.adapter.threads;
}
