/** Messages and entities as JSON text; entities by JSON-B. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.adapter.jsonb {
    requires transitive org.realtimeupdates.application;
    requires org.realtimeupdates.adapter.json;
    requires jakarta.json.bind;
    requires static org.jspecify;

    exports org.realtimeupdates.adapter.jsonb;
}
