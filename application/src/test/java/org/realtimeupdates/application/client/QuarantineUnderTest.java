package org.realtimeupdates.application.client;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.testing.MockedQuarantine;
import org.realtimeupdates.application.testing.MockedStore;
import org.realtimeupdates.application.testing.ReadableCodec;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.Update;

/** A quarantine of an app that knows messages, with mocked ports. */
final class QuarantineUnderTest {

    static final AccountType ACCOUNT = AccountType.PERSONAL;

    final MockedStore store = new MockedStore();
    final MockedQuarantine quarantine = new MockedQuarantine();
    final UpdateAction<Message> action = mock();
    final FollowUpCommands commands = mock();
    final ManageQuarantine manageQuarantine;

    private final ReadableCodec texts = new ReadableCodec();
    private final EntityCodec entities = mock();

    QuarantineUnderTest() {
        manageQuarantine = new ManageQuarantine(
                UpdateActions.builder()
                        .on(Action.NEW, EntityTypes.MESSAGE, action)
                        .build(),
                store.applied(),
                quarantine.quarantine(),
                texts.codec(),
                entities);
    }

    /** Sets aside a message update of these ids. */
    long add(Cause cause, int attempts, String ref, String... ids) {
        return add(ACCOUNT, "message", cause, attempts, ref, ids);
    }

    long add(AccountType account, String type, Cause cause, int attempts, String ref, String... ids) {
        String text = texts.means("text of " + ref, Samples.frame(account, update(type, ref, ids)));
        when(entities.decode(EntityTypes.MESSAGE, raw(type, ids)))
                .thenReturn(new Entities<>(EntityTypes.MESSAGE, messages(ids)));
        return quarantine.add(aside(Optional.of(account), Optional.of(ref), type, cause, attempts, text, ids));
    }

    /** Sets aside a text that cannot be read. */
    void addUnreadable(Optional<AccountType> account, Optional<String> ref) {
        String text = texts.means("unreadable");
        quarantine.add(aside(account, ref, "message", Cause.MALFORMED, 0, text, "1"));
    }

    void failing(Exception failure, String... ids) throws Exception {
        doThrow(failure).when(action).apply(any(), eq(messages(ids)));
    }

    List<ReplayedUpdate> replay(String... refs) {
        return manageQuarantine.replay(ACCOUNT, update -> isOneOf(refs, update), commands);
    }

    /** What was told of a replay until it ended or the store failed. */
    List<ReplayedUpdate> replayTelling(String... refs) {
        List<ReplayedUpdate> told = new ArrayList<>();
        try {
            manageQuarantine.replay(ACCOUNT, update -> isOneOf(refs, update), commands, told::add);
        } catch (RuntimeException fault) {
            return told;
        }
        return told;
    }

    List<ReplayedUpdate> replayKnown() {
        return manageQuarantine.replayKnown(ACCOUNT, commands);
    }

    List<ReplayedUpdate> discard(String... refs) {
        return manageQuarantine.discard(ACCOUNT, update -> isOneOf(refs, update), commands);
    }

    static ReplayedUpdate applied(String ref, String... ids) {
        return new ReplayedUpdate.Applied(
                ACCOUNT, new ProcessedUpdate.Applied(update("message", ref, ids), messages(ids)));
    }

    static ReplayedUpdate failed(String ref, String reason) {
        return new ReplayedUpdate.Failed(ACCOUNT, new Ref(ref), reason);
    }

    static ReplayedUpdate held(String ref) {
        return new ReplayedUpdate.Held(ACCOUNT, new Ref(ref));
    }

    static ReplayedUpdate discarded(String ref) {
        return new ReplayedUpdate.Discarded(ACCOUNT, new Ref(ref));
    }

    static List<Message> messages(String... ids) {
        return Stream.of(ids).map(id -> new Message(id, null, null, null, null)).toList();
    }

    private static boolean isOneOf(String[] refs, QuarantinedUpdate update) {
        return Set.of(refs).contains(update.ref().map(Ref::value).orElse("no ref"));
    }

    private static Update update(String type, String ref, String... ids) {
        return new Update(new Ref(ref), false, Action.NEW, raw(type, ids));
    }

    private static RawEntities raw(String type, String... ids) {
        return new RawEntities(type, List.of(ids), "[…]");
    }

    private static QuarantinedUpdate aside(
            Optional<AccountType> account,
            Optional<String> ref,
            String type,
            Cause cause,
            int attempts,
            String text,
            String... ids) {
        return new QuarantinedUpdate(
                account, ref.map(Ref::new), type, List.of(ids), cause, "a reason", attempts, Instant.EPOCH, text);
    }
}
