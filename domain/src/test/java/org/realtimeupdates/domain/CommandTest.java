package org.realtimeupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RTU-40: what a command and its answer are made of. */
class CommandTest {

    @Test
    void hasNoArgumentsAndNoRefUnlessGiven() {
        assertThat(Command.of("mute")).isEqualTo(new Command("mute", "{}", Optional.empty()));
        assertThat(Command.of("mute", "{\"group\":\"g\"}").arguments()).isEqualTo("{\"group\":\"g\"}");
    }

    @Test
    void isTheSameUnderAnIdempotencyKey() {
        assertThat(Command.of("mute", "{\"a\":1}").withRef(new Ref("k")))
                .isEqualTo(new Command("mute", "{\"a\":1}", Optional.of(new Ref("k"))));
    }

    @Test
    void keepsItsArgumentsOutOfLogs() {
        Command command = Command.of("mute", "{\"group\":\"secret\"}");

        assertThat(command).hasToString("Command[no ref]");
        assertThat(command.withRef(new Ref("k"))).hasToString("Command[k]");
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> Command.of(Nulls.nothing()));
        assertThatNullPointerException().isThrownBy(() -> Command.of("mute", Nulls.nothing()));
        assertThatNullPointerException().isThrownBy(() -> new Command("mute", "{}", Nulls.nothing()));
        assertThatNullPointerException().isThrownBy(() -> Command.of("mute").withRef(Nulls.nothing()));
    }

    @Test
    void anAnswerHasARefAndAnOutcome() {
        assertThatNullPointerException()
                .isThrownBy(() -> new CommandReply(Nulls.nothing(), CommandOutcome.processed()));
        assertThatNullPointerException().isThrownBy(() -> new CommandReply(new Ref("k"), Nulls.nothing()));
        assertThatNullPointerException().isThrownBy(() -> CommandOutcome.rejected(Nulls.nothing()));
        assertThat(CommandOutcome.rejected("no such group")).isEqualTo(new CommandOutcome.Rejected("no such group"));
    }
}
