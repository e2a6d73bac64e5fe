package org.realtimeupdates.application.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.realtimeupdates.application.server.ServerUnderTest.BUSINESS;
import static org.realtimeupdates.application.server.ServerUnderTest.PERSONAL;
import static org.realtimeupdates.application.server.ServerUnderTest.PHONE;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.server.ServerUnderTest.Connected;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.domain.UpdateReply;

/** RTU-20: a service learns of updates that an app could not apply. */
class SessionUnappliedTest {

    private ServerUnderTest app;

    @BeforeEach
    void create() throws Exception {
        app = new ServerUnderTest();
    }

    // RTU-20
    @ParameterizedTest
    @EnumSource(names = "PROCESSED", mode = EnumSource.Mode.EXCLUDE)
    void whatAnAppCouldNotApplyIsDroppedAndNoted(UpdateOutcome outcome) {
        app.store.add(PERSONAL, "a", "b");
        app.store.add(BUSINESS, "c");
        Connected phone = app.connect();

        phone.says(reply(AccountType.PERSONAL, outcome, "a", "b"), reply(AccountType.BUSINESS, outcome, "c"));

        assertThat(app.store.waiting(PERSONAL)).isEmpty();
        verify(app.unapplied).record(PERSONAL, refs("a", "b"), outcome);
        verify(app.unapplied).record(BUSINESS, refs("c"), outcome);
        assertThat(app.events)
                .contains(new ServerEvent.Replied(PHONE, AccountType.PERSONAL, outcome, refs("a", "b"), 2, 0));
    }

    @Test
    void whatWasProcessedIsNotNoted() {
        app.store.add(PERSONAL, "a");
        app.connect().says(reply(AccountType.PERSONAL, UpdateOutcome.PROCESSED, "a"));

        verifyNoInteractions(app.unapplied);
    }

    // RTU-23
    @Test
    void aReplyThatDropsNothingIsNotNoted() {
        app.connect().says(reply(AccountType.PERSONAL, UpdateOutcome.QUARANTINED, "unknown"));

        verifyNoInteractions(app.unapplied);
    }

    @Test
    void notesThatCannotBeTakenCloseWith1011() {
        app.store.add(PERSONAL, "a");
        doThrow(new StoreException("disk full")).when(app.unapplied).record(any(), any(), any());
        Connected phone = app.connect();

        phone.says(reply(AccountType.PERSONAL, UpdateOutcome.QUARANTINED, "a"));

        assertThat(phone.connection.closeCodes()).containsExactly(CloseReason.INTERNAL_ERROR);
    }

    private static Decoded reply(AccountType account, UpdateOutcome outcome, String... refs) {
        return Samples.frame(account, new UpdateReply(refs(refs), outcome));
    }

    private static List<Ref> refs(String... refs) {
        return Stream.of(refs).map(Ref::new).toList();
    }
}
