package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.notification.Notification;
import org.realtimeupdates.application.port.notification.Notifier;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Ref;

/** RTU-35: notifications of a backlog are handed over once, together, when it is caught up with. */
class NoticesTest {

    private final Notifier notifier = mock();
    private final Notices notices = new Notices(AccountType.PERSONAL, new ClientEvents(mock(), notifier));

    @Test
    void liveOnesAreShownAtOnceThoseOfACommitTogether() {
        notices.opened(false);
        notices.add(notifications(0, 2));
        notices.add(notifications(2, 3));

        verify(notifier).notify(AccountType.PERSONAL, notifications(0, 2), 0);
        verify(notifier).notify(AccountType.PERSONAL, notifications(2, 3), 0);
    }

    @Test
    void thoseOfABacklogAreHeldUntilItIsCaughtUpWithAndShownOnceTogether() {
        notices.opened(true);
        notices.add(notifications(0, 2));
        notices.add(notifications(2, 3));
        verifyNoInteractions(notifier);

        notices.caughtUp();
        notices.caughtUp();

        verify(notifier, times(1)).notify(AccountType.PERSONAL, notifications(0, 3), 0);
        verifyNoMoreInteractions(notifier);
    }

    @Test
    void whatComesAfterTheBacklogIsLive() {
        notices.opened(true);
        assertThat(notices.inBacklog()).isTrue();
        notices.caughtUp();
        assertThat(notices.inBacklog()).isFalse();

        notices.add(notifications(0, 1));

        verify(notifier).notify(AccountType.PERSONAL, notifications(0, 1), 0);
    }

    @Test
    void ofALongBacklogTheNewest1000AreKeptAndTheOthersCounted() {
        notices.opened(true);
        for (int i = 0; i < 1_003; i++) {
            notices.add(notifications(i, i + 1));
        }
        notices.caughtUp();

        verify(notifier).notify(AccountType.PERSONAL, notifications(3, 1_003), 3);
    }

    @Test
    void theNextBacklogCountsItsOmittedOnesAfresh() {
        notices.opened(true);
        notices.add(notifications(0, 1_001));
        notices.caughtUp();
        notices.opened(true);
        notices.add(notifications(0, 1));
        notices.caughtUp();

        verify(notifier).notify(AccountType.PERSONAL, notifications(1, 1_001), 1);
        verify(notifier).notify(AccountType.PERSONAL, notifications(0, 1), 0);
    }

    @Test
    void aBacklogThatIsCutOffGoesOnWithTheNextConnection() {
        notices.opened(true);
        notices.add(notifications(0, 1));
        notices.opened(true);
        notices.add(notifications(1, 2));
        notices.caughtUp();

        verify(notifier, times(1)).notify(AccountType.PERSONAL, notifications(0, 2), 0);
    }

    @Test
    void whatIsHeldIsShownWhereTheNextServerHasNoBacklogs() {
        notices.opened(true);
        notices.add(notifications(0, 1));
        notices.opened(false);

        verify(notifier).notify(AccountType.PERSONAL, notifications(0, 1), 0);
    }

    @Test
    void anEmptyBacklogShowsNothing() {
        notices.opened(true);
        notices.add(List.of());
        notices.caughtUp();
        notices.add(List.of());

        verifyNoInteractions(notifier);
    }

    @Test
    void aNotifierThatFailsChangesNothing() {
        doThrow(new IllegalStateException("no screen")).when(notifier).notify(any(), any(), anyLong());
        notices.opened(false);

        assertThatCode(() -> notices.add(notifications(0, 1))).doesNotThrowAnyException();
        notices.add(notifications(1, 2));

        verify(notifier).notify(AccountType.PERSONAL, notifications(1, 2), 0);
    }

    private static List<Notification> notifications(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(
                        i -> new Notification(AccountType.PERSONAL, new Ref("r" + i), Action.NEW, "message", List.of()))
                .toList();
    }
}
