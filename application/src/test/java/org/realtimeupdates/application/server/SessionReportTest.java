package org.realtimeupdates.application.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.realtimeupdates.application.server.ServerUnderTest.PERSONAL;
import static org.realtimeupdates.application.server.ServerUnderTest.PHONE;
import static org.realtimeupdates.application.server.ServerUnderTest.reply;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.server.ServerUnderTest.Connected;
import org.realtimeupdates.domain.AccountType;

/** What a session tells of what it sends. */
class SessionReportTest {

    private static final AccountType ACCOUNT = AccountType.PERSONAL;
    private static final long CONNECTION = 0;

    private ServerUnderTest app;

    @BeforeEach
    void aWindowOfTwo() throws Exception {
        app = new ServerUnderTest(ServerOptions.DEFAULT.withWindow(2));
    }

    // RTU-34
    @Test
    void aWindowIsToldWhenItIsFullAndWhenAReplyMakesRoom() {
        app.store.add(PERSONAL, "a", "b", "c");
        Connected phone = app.connect(Subprotocol.BARE);
        app.events.clear();

        phone.says(reply("a", "b"));

        assertThat(app.events)
                .startsWith(new ServerEvent.WindowFreed(PHONE, ACCOUNT, CONNECTION))
                .endsWith(new ServerEvent.Sent(PHONE, ACCOUNT, 1, 0));
    }

    @Test
    void aWindowThatIsFullWhenTheConnectionEndsIsFreed() {
        app.store.add(PERSONAL, "a", "b");
        Connected phone = app.connect();
        assertThat(app.events).contains(new ServerEvent.WindowFilled(PHONE, ACCOUNT, CONNECTION));

        close(phone);

        assertThat(app.events)
                .endsWith(
                        new ServerEvent.WindowFreed(PHONE, ACCOUNT, CONNECTION),
                        new ServerEvent.Disconnected(PHONE, 1001));
    }

    // RTU-32
    @Test
    void whatAnEarlierConnectionWasSentIsToldAsSentAgain() throws Exception {
        app = new ServerUnderTest();
        app.store.add(PERSONAL, "a", "b");
        close(app.connect());
        app.store.add(PERSONAL, "c");
        app.events.clear();

        app.connect();

        assertThat(app.events)
                .containsExactly(
                        new ServerEvent.Connected(PHONE, Subprotocol.V1, 3),
                        new ServerEvent.Sent(PHONE, ACCOUNT, 3, 2));
    }

    @Test
    void onlyAConnectionThatWasToldOfIsToldToHaveEnded() {
        doThrow(new StoreException("disk full")).when(app.devices).register(eq(PHONE), anyInt());

        close(app.connect());

        assertThat(app.events).isEqualTo(List.of(new ServerEvent.StoreFailed(PHONE, "disk full")));
    }

    private void close(Connected phone) {
        phone.listener.closed(new Disconnect.Closed(1001, ""));
        app.scheduler.runAll();
    }
}
