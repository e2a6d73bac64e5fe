package org.realtimeupdates.adapter.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.testfixtures.time.ManualClock;

class InMemoryOutboxTest {

    @Test
    void aCommandWithoutARefIsRefused() {
        Outbox outbox = new InMemoryOutbox(new InMemoryDatabase(), new ManualClock());

        assertThatThrownBy(() -> outbox.add(AccountType.PERSONAL, Command.of("ping")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
