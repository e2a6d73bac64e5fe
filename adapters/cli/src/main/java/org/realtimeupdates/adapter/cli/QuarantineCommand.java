package org.realtimeupdates.adapter.cli;

import jakarta.json.JsonObjectBuilder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.adapter.jsonb.JsonbMessageCodec;
import org.realtimeupdates.application.client.FollowUpCommands;
import org.realtimeupdates.application.client.ManageQuarantine;
import org.realtimeupdates.application.client.ReplayedUpdate;
import org.realtimeupdates.application.client.UpdateActions;
import org.realtimeupdates.application.port.persistence.QuarantineView;
import org.realtimeupdates.application.port.persistence.QuarantineView.Entry;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Ref;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code realtime quarantine}: the updates that an app could not apply. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        description = "Lists, replays and discards the updates that an app set aside. The app must not be running.",
        subcommands = {QuarantineCommand.ListAll.class, QuarantineCommand.Replay.class, QuarantineCommand.Discard.class
        },
        footer = {"", "Example:", "  realtime quarantine list --database sqlite:phone.db"})
final class QuarantineCommand {

    private static final int PAGE = 100;

    /** The actions of this program send none. */
    private static final FollowUpCommands NO_COMMANDS = (transaction, account, command) -> {
        throw new UnsupportedOperationException("no commands are sent here");
    };

    QuarantineCommand() {}

    /** What the three have in common. */
    abstract static class OnDatabase implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(names = "--database", required = true, paramLabel = "sqlite:FILE", description = "The app's database.")
        private String database = "";

        private final JsonLines out = new JsonLines(StandardStreams.OUT);

        @Override
        public Integer call() {
            StoreName name = StoreName.ofApp(spec, "--database", database);
            if (!(name instanceof StoreName.SqliteFile sqlite)) {
                throw new ParameterException(spec.commandLine(), "--database: sqlite:FILE is expected");
            }
            if (!sqlite.file().toFile().isFile()) {
                throw new ParameterException(spec.commandLine(), "--database: there is no file " + sqlite.file());
            }
            try (ClientDatabase opened = ClientDatabase.open(name)) {
                return run(opened);
            }
        }

        abstract int run(ClientDatabase opened);

        void print(JsonObjectBuilder line) {
            out.print(line);
        }

        JsonObjectBuilder object() {
            return out.object();
        }

        ParameterException wrongUsage(String message) {
            return new ParameterException(spec.commandLine(), message);
        }

        /** Does it for both accounts and prints what became of each update. */
        int printAll(BiFunction<ManageQuarantine, AccountType, List<ReplayedUpdate>> task, ClientDatabase opened) {
            ManageQuarantine quarantine = new ManageQuarantine(
                    UpdateActions.builder()
                            .keepCopies(opened.store().entities(), EntityTypes.BUILT_IN)
                            .onOtherTypes((context, entities) -> {})
                            .build(),
                    opened.store().appliedUpdates(),
                    opened.store().quarantine(),
                    new JsonbMessageCodec(),
                    new JsonbEntityCodec());
            boolean allDone = true;
            for (AccountType account : AccountType.values()) {
                for (ReplayedUpdate update : task.apply(quarantine, account)) {
                    print(line(update));
                    allDone &= update instanceof ReplayedUpdate.Applied || update instanceof ReplayedUpdate.Discarded;
                }
            }
            return allDone ? RealtimeCommand.DONE : RealtimeCommand.FAILED;
        }

        private JsonObjectBuilder line(ReplayedUpdate update) {
            if (update instanceof ReplayedUpdate.Applied) {
                return named("applied", update);
            }
            if (update instanceof ReplayedUpdate.Discarded) {
                return named("discarded", update);
            }
            if (update instanceof ReplayedUpdate.Held) {
                return named("held", update).add("reason", "an earlier update of the same entity is in quarantine");
            }
            return named("failed", update).add("reason", ((ReplayedUpdate.Failed) update).reason());
        }

        private JsonObjectBuilder named(String outcome, ReplayedUpdate update) {
            return object().add(outcome, update.ref().value())
                    .add("account", update.account().wireName());
        }
    }

    /** {@code realtime quarantine list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Prints each update in quarantine, in the order they came.",
            footer = {"", "Example:", "  realtime quarantine list --database sqlite:phone.db"})
    static final class ListAll extends OnDatabase {

        ListAll() {}

        @Override
        int run(ClientDatabase opened) {
            QuarantineView quarantine = opened.store().quarantine();
            long position = QuarantineView.START;
            for (List<Entry> page = quarantine.list(position, PAGE);
                    !page.isEmpty();
                    page = quarantine.list(position, PAGE)) {
                for (Entry entry : page) {
                    print(line(entry.update()));
                    position = entry.position();
                }
            }
            return RealtimeCommand.DONE;
        }

        private JsonObjectBuilder line(QuarantinedUpdate update) {
            JsonObjectBuilder line = object();
            JsonLines.addOrNull(line, "ref", update.ref().map(Ref::value));
            JsonLines.addOrNull(line, "account", update.account().map(AccountType::wireName));
            return line.add("type", update.type())
                    .add("reason", update.reason())
                    .add("attempts", update.attempts())
                    .add("since", update.since().toString())
                    .add("held", update.cause() == Cause.HELD);
        }
    }

    /** {@code realtime quarantine replay}. */
    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = {
                "Applies updates in quarantine as 'listen --any-type' would, and those that were held behind them:",
                "those of the refs and types given, or all. Exit code 1 when one stays in quarantine."
            },
            footer = {"", "Example:", "  realtime quarantine replay --database sqlite:phone.db --type invoice"})
    static final class Replay extends OnDatabase {

        @Parameters(paramLabel = "REF", arity = "0..*", description = "Refs of updates to replay.")
        private String[] refs = {};

        @Option(names = "--type", paramLabel = "T", description = "Replay the updates of that type.")
        private @Nullable String type;

        Replay() {}

        @Override
        int run(ClientDatabase opened) {
            Set<String> named = new HashSet<>(Arrays.asList(refs));
            Predicate<QuarantinedUpdate> all = update -> named.isEmpty() && type == null;
            Predicate<QuarantinedUpdate> selected = all.or(
                            update -> update.type().equals(type))
                    .or(update ->
                            update.ref().map(Ref::value).filter(named::contains).isPresent());
            return printAll((quarantine, account) -> quarantine.replay(account, selected, NO_COMMANDS), opened);
        }
    }

    /** {@code realtime quarantine discard}. */
    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            description =
                    "Lets go of updates in quarantine without applying them; what was held behind them is applied.",
            footer = {"", "Example:", "  realtime quarantine discard --database sqlite:phone.db 7f3a"})
    static final class Discard extends OnDatabase {

        @Parameters(paramLabel = "REF", arity = "1..*", description = "Refs of updates to discard.")
        private String[] refs = {};

        Discard() {}

        @Override
        int run(ClientDatabase opened) {
            Set<String> named = new HashSet<>(Arrays.asList(refs));
            return printAll(
                    (quarantine, account) -> quarantine.discard(
                            account,
                            update -> update.ref()
                                    .map(Ref::value)
                                    .filter(named::contains)
                                    .isPresent(),
                            NO_COMMANDS),
                    opened);
        }
    }
}
