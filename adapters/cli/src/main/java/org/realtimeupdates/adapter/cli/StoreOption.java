package org.realtimeupdates.adapter.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks the options that name a store: this release has the one in memory. */
final class StoreOption {

    static final String MEMORY = "memory";

    private StoreOption() {}

    /**
     * Accepts {@code memory}.
     *
     * @throws ParameterException for every other store
     */
    static void check(CommandSpec spec, String option, String value) {
        if (!value.equals(MEMORY)) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + ": this release keeps everything in memory and has no store '" + value + "'; only '"
                            + MEMORY + "' is accepted");
        }
    }
}
