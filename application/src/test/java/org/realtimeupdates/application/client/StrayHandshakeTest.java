package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realtimeupdates.application.client.ClientUnderTest.Opened;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.domain.AccountType;

/** What was given up may reach the server after what succeeded. */
@DisplayName("RTU-55")
class StrayHandshakeTest {

    private ClientUnderTest app;

    @BeforeEach
    void start() throws Exception {
        app = new ClientUnderTest();
        app.start();
    }

    @Test
    void beingReplacedByAnAttemptThatWasGivenUpIsNotTheEnd() {
        app.fail(new Disconnect.Failed("no answer in time"));
        app.scheduler.advanceToNextTimer();
        app.open().close(4409);
        assertThat(app.state()).isInstanceOf(ConnectionState.Waiting.class);
        app.scheduler.advanceToNextTimer();

        app.open().close(4409);
        assertThat(app.state()).isEqualTo(new ConnectionState.Stopped("closed 4409"));
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "9, 5"})
    void eachAttemptThatWasGivenUpMayTakeThePlaceOnceUpToALimit(int givenUp, int replaced) {
        for (int i = 0; i < givenUp; i++) {
            app.fail(new Disconnect.Failed("no answer in time"));
            app.scheduler.advanceToNextTimer();
        }
        for (int i = 0; i < replaced; i++) {
            app.open().close(4409);
            assertThat(app.state()).isInstanceOf(ConnectionState.Waiting.class);
            app.scheduler.advanceToNextTimer();
        }

        app.open().close(4409);
        assertThat(app.state()).isEqualTo(new ConnectionState.Stopped("closed 4409"));
    }

    @Test
    void anUpdateAppliedSaysNothingAboutAttemptsThatWereGivenUp() {
        app.fail(new Disconnect.Failed("no answer in time"));
        app.scheduler.advanceToNextTimer();
        Opened opened = app.open();
        opened.says(
                new Decoded.Backlog(AccountType.PERSONAL, 1),
                Samples.frame(Samples.update("a")),
                new Decoded.CaughtUp(AccountType.PERSONAL));

        opened.close(4409);

        assertThat(app.state()).isInstanceOf(ConnectionState.Waiting.class);
    }

    @Test
    void aHealthyTimeEndsTheDoubtWhoTookThePlace() {
        app.fail(new Disconnect.Failed("no answer in time"));
        app.scheduler.advanceToNextTimer();
        Opened opened = app.open();
        app.scheduler.advance(ClientOptions.DEFAULT.healthyAfter());

        opened.close(4409);

        assertThat(app.state()).isEqualTo(new ConnectionState.Stopped("closed 4409"));
    }
}
