/** JSON text read as strictly as the protocol asks for: what adapters of JSON libraries share. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // those it is exported to are built after it
module org.realtimeupdates.adapter.json {
    requires transitive org.realtimeupdates.application;
    requires static org.jspecify;

    exports org.realtimeupdates.adapter.json to
            org.realtimeupdates.adapter.jsonb,
            org.realtimeupdates.adapter.avaje;
}
