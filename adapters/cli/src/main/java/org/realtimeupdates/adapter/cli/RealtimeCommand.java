package org.realtimeupdates.adapter.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program's entry: parses the command line and turns every failure into one line and an exit code. */
@Command(
        name = "realtime",
        mixinStandardHelpOptions = true,
        version = "realtime 0.1.0",
        description = "Tells apps about changes the moment they happen; loses none, doubles none.",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            ListenCommand.class,
            SendCommand.class,
            QuarantineCommand.class,
            PendingCommand.class
        },
        footer = {"", "Begin with:  realtime demo"})
public final class RealtimeCommand {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    /** Loggers are weakly held by the JDK: this keeps the level. */
    private static final Logger ROOT_LOGGER = Logger.getLogger("");

    @Option(
            names = "--verbose",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Also print log lines and stack traces to stderr.")
    private boolean verbose;

    RealtimeCommand() {}

    public static void main(String[] args) {
        int code = run(args);
        // Results that nobody got are no results.
        if (StandardStreams.OUT.checkError() && code == DONE) {
            StandardStreams.ERR.println("realtime: " + JsonLines.UNWRITABLE);
            code = FAILED;
        }
        Shutdown.exit(code);
    }

    static int run(String... args) {
        RealtimeCommand realtime = new RealtimeCommand();
        CommandLine commandLine = new CommandLine(realtime)
                .setOut(new PrintWriter(StandardStreams.OUT, true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(parsed -> {
                    realtime.setUpLogging();
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setExecutionExceptionHandler((failure, at, parsed) -> realtime.explain(failure, at));
        commandLine.registerConverter(java.time.Duration.class, Durations::parse);
        return commandLine.execute(args);
    }

    private void setUpLogging() {
        ROOT_LOGGER.setLevel(verbose ? Level.INFO : Level.OFF);
    }

    private int explain(Exception failure, CommandLine at) {
        PrintWriter err = at.getErr();
        err.println("realtime: " + Reasons.of(failure));
        if (verbose) {
            failure.printStackTrace(err);
        }
        err.flush();
        return FAILED;
    }
}
