package org.realtimeupdates.application.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;
import org.realtimeupdates.application.Refs;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.RefConflictException;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.server.PublishUpdate.Published;
import org.realtimeupdates.application.testing.ReadableCodec;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;

/** RTU-30, RTU-31: the store first, then the bell. */
class PendingPublisherTest {

    private static final Recipient ANN = Recipient.user("ann");
    private static final Device PHONE = new Device("ann", "phone");
    private static final Device TABLET = new Device("ann", "tablet");

    private final PendingUpdates pending = mock();
    private final Sessions sessions = mock();
    private final MessageCodec codec = new ReadableCodec().codec();
    private final UpdateFrames frames = new UpdateFrames(
            codec,
            mock(EntityCodec.class),
            new Refs(mock(RandomGenerator.class), InstantSource.fixed(Instant.EPOCH)),
            1_024);
    private final List<ServerEvent> events = new ArrayList<>();
    private final PublishUpdate publisher = new PendingPublisher(frames, pending, sessions, events::add);

    @BeforeEach
    void theCodecReads() {
        when(codec.decode(any(), any(), any())).thenReturn(List.of(Samples.frame(Samples.update("r"))));
    }

    @Test
    void theUpdateIsKeptBeforeTheBellOfEachOfItsDevicesIsRung() {
        when(pending.append(any())).thenReturn(List.of(Set.of(PHONE, TABLET)));

        Published published = publisher.publish(publication("r"));

        assertThat(published).isEqualTo(new Published(new Ref("r"), 2));
        InOrder inOrder = inOrder(pending, sessions);
        inOrder.verify(pending)
                .append(List.of(new NewPendingUpdate(ANN, AccountType.BUSINESS, new Ref("r"), "update business r")));
        inOrder.verify(sessions, times(2)).ring(any());
        verify(sessions).ring(new Mailbox(PHONE, AccountType.BUSINESS));
        verify(sessions).ring(new Mailbox(TABLET, AccountType.BUSINESS));
        assertThat(events).containsExactly(new ServerEvent.Published(ANN, AccountType.BUSINESS, new Ref("r"), 2));
    }

    @Test
    void severalUpdatesAreOneAppendInTheirOrder() {
        when(pending.append(any())).thenReturn(List.of(Set.of(PHONE), Set.of(TABLET)));

        List<Published> published = publisher.publishAll(List.of(publication("a"), publication("b")));

        assertThat(published).containsExactly(new Published(new Ref("a"), 1), new Published(new Ref("b"), 1));
        verify(pending, times(1))
                .append(List.of(
                        new NewPendingUpdate(ANN, AccountType.BUSINESS, new Ref("a"), "update business a"),
                        new NewPendingUpdate(ANN, AccountType.BUSINESS, new Ref("b"), "update business b")));
    }

    @Test
    void nothingIsRungForWhatCouldNotBeKept() {
        when(pending.append(any())).thenThrow(new StoreException("disk full"));

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> publisher.publish(publication("r")));

        verifyNoInteractions(sessions);
        assertThat(events).isEmpty();
    }

    // RTU-11
    @Test
    void aRefWithOtherContentIsAnError() {
        when(pending.append(any())).thenThrow(new RefConflictException(new Ref("r"), AccountType.BUSINESS));

        assertThatExceptionOfType(RefConflictException.class).isThrownBy(() -> publisher.publish(publication("r")));
        verifyNoInteractions(sessions);
    }

    // RTU-4
    @Test
    void oneThatAnAppWouldRefuseLetsNoneOfThemBeKept() {
        Publication tooBig = publication("x".repeat(128));
        UpdateFrames small = new UpdateFrames(
                codec,
                mock(EntityCodec.class),
                new Refs(mock(RandomGenerator.class), InstantSource.fixed(Instant.EPOCH)),
                100);

        assertThatExceptionOfType(InvalidUpdateException.class)
                .isThrownBy(() -> new PendingPublisher(small, pending, sessions, events::add)
                        .publishAll(List.of(publication("a"), tooBig)));

        verify(pending, never()).append(any());
        verifyNoInteractions(sessions);
    }

    @Test
    void aUserWithoutKnownDevicesIsNoError() {
        when(pending.append(any())).thenReturn(List.of(Set.of()));

        assertThat(publisher.publish(publication("r")).devices()).isZero();
        verifyNoInteractions(sessions);
    }

    // RTU-11
    @Test
    void anUpdateWithoutAKeyGetsARefOfTheServers() {
        when(pending.append(any())).thenReturn(List.of(Set.of()));

        Published published =
                publisher.publish(Publication.of(ANN, AccountType.PERSONAL, Action.NEW, Samples.raw("poll", "x")));

        assertThat(published.ref()).isEqualTo(new Ref("00000000000000000000000000000000"));
    }

    @Test
    void eachMailboxIsRungOnceForACall() {
        when(pending.append(any())).thenReturn(List.of(Set.of(PHONE), Set.of(PHONE, TABLET)));

        publisher.publishAll(List.of(publication("a"), publication("b")));

        verify(sessions, times(1)).ring(new Mailbox(PHONE, AccountType.BUSINESS));
        verify(sessions, times(1)).ring(new Mailbox(TABLET, AccountType.BUSINESS));
    }

    @Test
    void inARunningTransactionTheBellIsRungAfterTheCommitOnly() {
        Transaction transaction = mock();
        when(pending.append(any(), any())).thenReturn(List.of(Set.of(PHONE, TABLET)));

        List<Published> published = publisher.publishAll(transaction, List.of(publication("r")));

        assertThat(published).containsExactly(new Published(new Ref("r"), 2));
        verify(pending)
                .append(
                        transaction,
                        List.of(new NewPendingUpdate(ANN, AccountType.BUSINESS, new Ref("r"), "update business r")));
        verify(pending, never()).append(any());
        verifyNoInteractions(sessions);
        assertThat(events).isEmpty();

        ArgumentCaptor<Runnable> commit = ArgumentCaptor.captor();
        verify(transaction).afterCommit(commit.capture());
        commit.getValue().run();
        verify(sessions).ring(new Mailbox(PHONE, AccountType.BUSINESS));
        verify(sessions).ring(new Mailbox(TABLET, AccountType.BUSINESS));
        assertThat(events).hasSize(1);
    }

    // RTU-4, RTU-11
    @Test
    void inARunningTransactionNothingIsKeptOrRungForWhatIsRefused() {
        Transaction transaction = mock();
        when(pending.append(any(), any())).thenThrow(new RefConflictException(new Ref("r"), AccountType.BUSINESS));

        assertThatExceptionOfType(RefConflictException.class)
                .isThrownBy(() -> publisher.publishAll(transaction, List.of(publication("r"))));
        verify(transaction, never()).afterCommit(any());

        Publication tooBig = publication("x".repeat(128));
        UpdateFrames small = new UpdateFrames(
                codec,
                mock(EntityCodec.class),
                new Refs(mock(RandomGenerator.class), InstantSource.fixed(Instant.EPOCH)),
                100);
        assertThatExceptionOfType(InvalidUpdateException.class)
                .isThrownBy(() -> new PendingPublisher(small, pending, sessions, events::add)
                        .publishAll(transaction, List.of(publication("a"), tooBig)));
        verify(pending, times(1)).append(any(), any());
    }

    @Test
    void aBellThatCannotBeRungTakesNoOtherWithIt() {
        when(pending.append(any())).thenReturn(List.of(Set.of(PHONE), Set.of(TABLET)));
        doThrow(new IllegalStateException("no")).when(sessions).ring(new Mailbox(PHONE, AccountType.BUSINESS));

        assertThat(publisher.publishAll(List.of(publication("a"), publication("b"))))
                .hasSize(2);

        verify(sessions).ring(new Mailbox(TABLET, AccountType.BUSINESS));
    }

    private static Publication publication(String ref) {
        return Publication.of(ANN, AccountType.BUSINESS, Action.NEW, Samples.raw("poll", "x"))
                .withRef(new Ref(ref));
    }
}
