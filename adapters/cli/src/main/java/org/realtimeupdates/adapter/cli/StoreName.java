package org.realtimeupdates.adapter.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A store as the command line names it. */
sealed interface StoreName {

    String MEMORY = "memory";

    String SQLITE = "sqlite:";

    String JOURNAL = "journal:";

    String POSTGRESQL = "jdbc:postgresql:";

    /** Gone with the process. */
    record Memory() implements StoreName {}

    /** A SQLite file; made where there is none. */
    record SqliteFile(Path file) implements StoreName {}

    /** A folder of a journal; made where there is none. */
    record JournalFolder(Path folder) implements StoreName {}

    /** A PostgreSQL database. */
    record Postgresql(String url) implements StoreName {

        /** Leaves the URL out: it may hold a password. */
        @Override
        public String toString() {
            return "Postgresql";
        }
    }

    /**
     * The store that a server keeps pending updates in.
     *
     * @throws ParameterException for one that this release does not have
     */
    static StoreName ofServer(CommandSpec spec, String option, String value) {
        if (value.startsWith(POSTGRESQL)) {
            return new Postgresql(value);
        }
        if (value.startsWith(JOURNAL) && value.length() > JOURNAL.length()) {
            return new JournalFolder(path(spec, option, value.substring(JOURNAL.length())));
        }
        return ofApp(spec, option, value, ", journal:FOLDER, jdbc:postgresql://…");
    }

    /**
     * The database of an app.
     *
     * @throws ParameterException for one that this release does not have
     */
    static StoreName ofApp(CommandSpec spec, String option, String value) {
        return ofApp(spec, option, value, "");
    }

    private static StoreName ofApp(CommandSpec spec, String option, String value, String others) {
        if (value.equals(MEMORY)) {
            return new Memory();
        }
        if (value.startsWith(SQLITE) && value.length() > SQLITE.length()) {
            return new SqliteFile(path(spec, option, value.substring(SQLITE.length())));
        }
        // A URL of another store may hold a password: only its scheme is repeated.
        int colon = value.indexOf(':');
        throw new ParameterException(
                spec.commandLine(),
                option + ": this release has no store '" + (colon < 0 ? value : value.substring(0, colon))
                        + "'; memory, sqlite:FILE" + others + " are accepted");
    }

    private static Path path(CommandSpec spec, String option, String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new ParameterException(spec.commandLine(), option + ": not a file name", e);
        }
    }
}
