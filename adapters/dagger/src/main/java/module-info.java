/** Wires both halves; where to begin: {@link org.realtimeupdates.adapter.dagger.Realtime}. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.adapter.dagger {
    requires transitive org.realtimeupdates.application;
    requires static transitive org.jspecify;
    requires org.realtimeupdates.adapter.jsonb;
    requires org.realtimeupdates.adapter.memory;
    requires org.realtimeupdates.adapter.threads;
    requires org.realtimeupdates.adapter.tyrus.client;
    requires dagger;
    requires jakarta.inject;

    exports org.realtimeupdates.adapter.dagger;
}
