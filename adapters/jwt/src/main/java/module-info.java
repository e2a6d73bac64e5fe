/** Whose token it is, by JSON Web Tokens. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.adapter.jwt {
    requires transitive org.realtimeupdates.application;
    requires transitive com.nimbusds.jose.jwt;
    requires org.slf4j;
    requires static org.jspecify;

    exports org.realtimeupdates.adapter.jwt;
}
