/** Every store of the ports, in the memory of the process. The example to read before writing an adapter. */
@org.jspecify.annotations.NullMarked
module org.realtimeupdates.adapter.memory {
    requires transitive org.realtimeupdates.application;
    requires org.realtimeupdates.adapter.mailboxes;
    requires static org.jspecify;

    exports org.realtimeupdates.adapter.memory;
}
