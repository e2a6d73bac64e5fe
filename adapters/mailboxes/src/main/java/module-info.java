/** What stores of a server share that keep in memory where things are: which refs were seen, and what an append is going to change. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // those it is exported to are built after it
module org.realtimeupdates.adapter.mailboxes {
    requires transitive org.realtimeupdates.application;
    requires static org.jspecify;
    requires org.slf4j;

    exports org.realtimeupdates.adapter.mailboxes to
            org.realtimeupdates.adapter.memory,
            org.realtimeupdates.adapter.journal;
}
