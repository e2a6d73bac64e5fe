/** Entities as JSON text by avaje-jsonb, whose adapters are made when an application is compiled. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.adapter.avaje {
    requires transitive org.realtimeupdates.application;
    requires org.realtimeupdates.adapter.json;
    requires transitive io.avaje.jsonb;
    requires static org.jspecify;

    exports org.realtimeupdates.adapter.avaje;

    provides io.avaje.jsonb.spi.JsonbExtension with
            org.realtimeupdates.adapter.avaje.jsonb.GeneratedJsonComponent;
}
