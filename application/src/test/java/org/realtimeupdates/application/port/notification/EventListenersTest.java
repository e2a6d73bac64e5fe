package org.realtimeupdates.application.port.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventListenersTest {

    private final List<String> heard = new ArrayList<>();

    @Test
    void twoListenersHearInTheirOrder() {
        ClientEventListener client = event -> heard.add("first");
        ServerEventListener server = event -> heard.add("third");

        client.and(event -> heard.add("second")).on(new ClientEvent.StateChanged(new ConnectionState.Idle()));
        server.and(event -> heard.add("fourth")).on(new ServerEvent.Refused(401, ""));

        assertThat(heard).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void oneThatThrowsDoesNotKeepTheNextFromHearing() {
        ServerEventListener both = fails().and(event -> heard.add("second"));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> both.on(new ServerEvent.Refused(401, "")));
        assertThat(heard).containsExactly("second");
    }

    private static ServerEventListener fails() {
        return event -> {
            throw new IllegalStateException();
        };
    }
}
