package org.realtimeupdates.adapter.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The files of one store: what it needs of a file system. */
interface Storage {

    /** The names of the files there are. */
    List<String> list() throws IOException;

    /** A new, empty file in the place of one of that name. */
    StorageFile create(String name) throws IOException;

    /** A file there is, to be read and appended to. */
    StorageFile open(String name) throws IOException;

    /** Gives a file another name, at once, in the place of one that has it. */
    void rename(String from, String to) throws IOException;

    /** Deletes a file; nothing happens if there is none. */
    void delete(String name) throws IOException;

    /** Makes durable which files there are. */
    void sync() throws IOException;

    /** How people know that file. */
    String describe(String name);

    /** A file. Read from any thread, changed by one at a time; an interrupt of a thread does nothing to it. */
    interface StorageFile extends Closeable {

        long size() throws IOException;

        /** Puts bytes at the end. Where it fails some of them may be there. */
        void append(byte[] bytes, int offset, int length) throws IOException;

        /** Cuts the file. */
        void truncate(long size) throws IOException;

        /** Makes durable what is in the file. Callable while another thread appends. */
        void sync() throws IOException;

        /**
         * Reads from a position.
         *
         * @return how many bytes; fewer than asked for only at the end of the file
         */
        int read(long position, byte[] into, int offset, int length) throws IOException;
    }
}
