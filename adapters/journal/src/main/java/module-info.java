/** The store of a server in a journal: files that are only appended to, and an index of them in memory. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.adapter.journal {
    requires transitive org.realtimeupdates.application;
    requires org.realtimeupdates.adapter.mailboxes;
    requires static org.jspecify;
    requires org.slf4j;

    exports org.realtimeupdates.adapter.journal;
}
