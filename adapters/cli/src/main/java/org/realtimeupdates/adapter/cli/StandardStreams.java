package org.realtimeupdates.adapter.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output and error as UTF-8, whatever the locale says. */
final class StandardStreams {

    static final PrintStream OUT = utf8(FileDescriptor.out);
    static final PrintStream ERR = utf8(FileDescriptor.err);

    private StandardStreams() {}

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
