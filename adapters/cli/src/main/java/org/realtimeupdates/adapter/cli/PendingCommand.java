package org.realtimeupdates.adapter.cli;

import jakarta.json.JsonObjectBuilder;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.dagger.ServerStore;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.adapter.jsonb.JsonbMessageCodec;
import org.realtimeupdates.application.Refs;
import org.realtimeupdates.application.port.persistence.MailboxDirectory;
import org.realtimeupdates.application.port.persistence.MailboxDirectory.Summary;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.server.ServerOptions;
import org.realtimeupdates.application.server.UpdateFrames;
import org.realtimeupdates.domain.Mailbox;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code realtime pending}: what waits in a server's store. */
@Command(
        name = "pending",
        mixinStandardHelpOptions = true,
        description = "Lists and drops what waits in a server's store. The server may be running, but on a journal.",
        subcommands = {PendingCommand.ListAll.class, PendingCommand.Drop.class},
        footer = {"", "Example:", "  realtime pending list --store sqlite:server.db"})
final class PendingCommand {

    private static final int PAGE = 500;

    PendingCommand() {}

    /** What the two have in common. */
    abstract static class OnStore implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(
                names = "--store",
                required = true,
                description = {
                    "The server's store: sqlite:FILE, jdbc:postgresql://HOST/DATABASE?user=…, or journal:FOLDER",
                    "of a server that does not run."
                })
        private String store = "";

        @Option(names = "--device", paramLabel = "D", description = "Only that device of the user.")
        private @Nullable String device;

        private final JsonLines out = new JsonLines(StandardStreams.OUT);

        /** The user named on the command line. */
        abstract Optional<String> user();

        abstract int run(MailboxDirectory mailboxes);

        @Override
        public Integer call() {
            StoreName name = StoreName.ofServer(spec, "--store", store);
            if (name instanceof StoreName.Memory) {
                throw wrongUsage("--store: what is in the memory of a server cannot be seen from outside");
            }
            if (name instanceof StoreName.SqliteFile sqlite
                    && !sqlite.file().toFile().isFile()) {
                throw wrongUsage("--store: there is no file " + sqlite.file());
            }
            if (name instanceof StoreName.JournalFolder journal
                    && !journal.folder().toFile().isDirectory()) {
                throw wrongUsage("--store: there is no folder " + journal.folder());
            }
            if (device != null && user().isEmpty()) {
                throw wrongUsage("--device: --user is required with it");
            }
            UpdateFrames resets = new UpdateFrames(
                    new JsonbMessageCodec(),
                    new JsonbEntityCodec(),
                    new Refs(new SecureRandom(), InstantSource.system()),
                    ServerOptions.DEFAULT.maxFrameBytes());
            try (ServerDatabase database = ServerDatabase.of(name, PendingLimits.DEFAULT)) {
                ServerStore opened = database.store(resets);
                return run(opened.mailboxDirectory());
            }
        }

        /** Goes through the mailboxes that the options name. */
        void forEach(MailboxDirectory mailboxes, Consumer<Summary> task) {
            Optional<Mailbox> last = Optional.empty();
            for (List<Summary> page = mailboxes.list(user(), last, PAGE);
                    !page.isEmpty();
                    page = mailboxes.list(user(), last, PAGE)) {
                for (Summary summary : page) {
                    last = Optional.of(summary.mailbox());
                    if (device == null
                            || device.equals(summary.mailbox().device().id())) {
                        task.accept(summary);
                    }
                }
            }
        }

        JsonObjectBuilder line(Mailbox mailbox) {
            return out.object()
                    .add("user", mailbox.device().user())
                    .add("device", mailbox.device().id())
                    .add("account", mailbox.account().wireName());
        }

        void print(JsonObjectBuilder line) {
            out.print(line);
        }

        private ParameterException wrongUsage(String message) {
            return new ParameterException(spec.commandLine(), message);
        }
    }

    /** {@code realtime pending list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Prints each device and account that something waits for.",
            footer = {"", "Example:", "  realtime pending list --store sqlite:server.db --user octocat"})
    static final class ListAll extends OnStore {

        @Option(names = "--user", paramLabel = "U", description = "Only that user. Default: all.")
        private @Nullable String user;

        ListAll() {}

        @Override
        Optional<String> user() {
            return Optional.ofNullable(user);
        }

        @Override
        int run(MailboxDirectory mailboxes) {
            forEach(
                    mailboxes,
                    summary -> print(line(summary.mailbox())
                            .add("pending", summary.pending())
                            .add("bytes", summary.bytes())
                            .add("oldest", summary.oldest().toString())));
            return RealtimeCommand.DONE;
        }
    }

    /** {@code realtime pending drop}. */
    @Command(
            name = "drop",
            mixinStandardHelpOptions = true,
            description = {
                "Lets go of what waits for a user's devices. Each app is told, by a reset, to reload its state",
                "when it connects next."
            },
            footer = {"", "Example:", "  realtime pending drop --store sqlite:server.db --user octocat --device phone"})
    static final class Drop extends OnStore {

        @Option(names = "--user", required = true, paramLabel = "U", description = "The user.")
        private String user = "";

        Drop() {}

        @Override
        Optional<String> user() {
            return Optional.of(user);
        }

        @Override
        int run(MailboxDirectory mailboxes) {
            forEach(
                    mailboxes,
                    summary -> print(line(summary.mailbox()).add("dropped", mailboxes.drop(summary.mailbox()))));
            return RealtimeCommand.DONE;
        }
    }
}
