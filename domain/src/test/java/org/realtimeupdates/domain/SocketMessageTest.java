package org.realtimeupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RTU-1: a message has an account, a type and a payload, and the type says what the payload is. */
class SocketMessageTest {

    private static final Ref REF = new Ref("r");

    static Stream<Arguments> payloads() {
        UpdatePayload none = new RawEntities("message", List.of(), "[]");
        return Stream.of(
                arguments(new Update(REF, false, Action.NEW, none), MessageType.UPDATE),
                arguments(UpdateReply.processed(REF), MessageType.REPLY),
                arguments(new CommandReply(REF, CommandOutcome.processed()), MessageType.REPLY),
                arguments(Command.of("mute"), MessageType.COMMAND));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void itsTypeFollowsFromItsPayload(Payload payload, MessageType type) {
        assertThat(new SocketMessage(AccountType.PERSONAL, payload).type()).isEqualTo(type);
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> new SocketMessage(Nulls.nothing(), Command.of("mute")));
        assertThatNullPointerException().isThrownBy(() -> new SocketMessage(AccountType.PERSONAL, Nulls.nothing()));
    }

    @Test
    void accountsAreNamedAsOnTheWire() {
        assertThat(AccountType.values()).extracting(AccountType::wireName).containsExactly("personal", "business");
        assertThat(AccountType.values())
                .allSatisfy(account ->
                        assertThat(AccountType.find(account.wireName())).contains(account));
    }

    @Test
    void messageTypesAreNamedAsOnTheWire() {
        assertThat(MessageType.values())
                .extracting(MessageType::wireName)
                .containsExactly("command", "reply", "update");
        assertThat(MessageType.values())
                .allSatisfy(
                        type -> assertThat(MessageType.find(type.wireName())).contains(type));
    }

    // RTU-20
    @Test
    void outcomesAreNamedAsOnTheWire() {
        assertThat(UpdateOutcome.values())
                .extracting(UpdateOutcome::wireName)
                .containsExactly("processed", "quarantined", "unsupported");
        assertThat(UpdateOutcome.values())
                .allSatisfy(outcome ->
                        assertThat(UpdateOutcome.find(outcome.wireName())).contains(outcome));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Personal", "PERSONAL", " personal", "commands", "Reply", "failed"})
    void namesAreFoundOnlyExactlySpelt(String name) {
        assertThat(AccountType.find(name)).isEmpty();
        assertThat(MessageType.find(name)).isEmpty();
        assertThat(UpdateOutcome.find(name)).isEmpty();
    }
}
