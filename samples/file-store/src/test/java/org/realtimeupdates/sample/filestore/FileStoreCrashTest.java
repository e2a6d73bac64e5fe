package org.realtimeupdates.sample.filestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.application.client.UpdateActions;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.domain.UpdatePayload;
import org.realtimeupdates.sample.filestore.FileClientStore.Limits;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;
import org.realtimeupdates.testfixtures.crash.CrashTest;
import org.realtimeupdates.testfixtures.crash.CrashableApp;

/** An application on the file, through a crash at every call of a port. */
class FileStoreCrashTest {

    private static final List<Update> HISTORY = List.of(
            update("r1", Action.NEW, Entities.of(EntityTypes.MESSAGE, new Message("m1", "choir", null, "Hello", null))),
            update("r2", Action.DELETE, Entities.of(EntityTypes.MESSAGE, new Message("m1", null, null, null, null))));

    @TempDir
    Path directory;

    @Test
    @DisplayName("RTU-21: copies and commands are as if no process had died")
    void allIsAsIfNoProcessHadDied() {
        assertThat(CrashTest.of(Copies::new).verify(AccountType.PERSONAL, HISTORY))
                .isGreaterThan(30);
    }

    /** Keeps copies, and answers each message with a command. */
    private final class Copies implements CrashableApp {

        private final Path file = directory.resolve(UUID.randomUUID() + ".log");
        private @Nullable FileClientStore store;

        @Override
        public ClientStorePorts open() {
            FileClientStore opened =
                    FileClientStore.open(file, new JsonbEntityCodec(), InstantSource.system(), Limits.DEFAULT);
            store = opened;
            return new ClientStorePorts(
                    opened.appliedUpdates(),
                    opened.attempts(),
                    opened.quarantine(),
                    opened.outbox(),
                    opened.entities());
        }

        @Override
        public UpdateActions actions(ClientStorePorts ports) {
            return UpdateActions.builder()
                    .keepCopies(ports.entities(), EntityTypes.BUILT_IN)
                    .on(Action.NEW, EntityTypes.MESSAGE, (context, messages) -> {
                        for (Message message : messages) {
                            ports.entities()
                                    .save(context.transaction(), context.account(), EntityTypes.MESSAGE, message);
                        }
                        context.send(Command.of("seen"));
                    })
                    .build();
        }

        @Override
        public List<?> effects() {
            return store().entities().list(AccountType.PERSONAL, EntityTypes.MESSAGE);
        }

        @Override
        public void died() {
            store().close();
        }

        private FileClientStore store() {
            return Objects.requireNonNull(store);
        }
    }

    private static Update update(String ref, Action action, UpdatePayload payload) {
        return new Update(new Ref(ref), false, action, payload);
    }
}
