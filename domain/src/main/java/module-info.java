/** What a realtime update is: messages, updates, replies, commands and who they are for. Needs nothing but Java. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.domain {
    requires static transitive org.jspecify;

    exports org.realtimeupdates.domain;
}
