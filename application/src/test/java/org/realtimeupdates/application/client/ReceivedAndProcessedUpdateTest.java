package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.Update;

class ReceivedAndProcessedUpdateTest {

    private static final Update UPDATE = Samples.update("a");

    @Test
    void payloadsStayOutOfLogs() {
        Message message = new Message("id-of-a", null, null, "hush", null);

        assertThat(new ReceivedUpdate.WellFormed(UPDATE, "hush"))
                .asString()
                .startsWith("WellFormed[Update[ref=a")
                .doesNotContain("hush");
        assertThat(new ReceivedUpdate.Malformed(Optional.empty(), "no JSON", "hush"))
                .hasToString("Malformed[no JSON]");
        assertThat(new ProcessedUpdate.Applied(UPDATE, List.of(message)))
                .asString()
                .startsWith("Applied[Update[ref=a")
                .doesNotContain("hush");
    }

    @Test
    void aReplayedUpdateIsKnownByItsRef() {
        ProcessedUpdate.Applied processed = new ProcessedUpdate.Applied(UPDATE, List.of());

        assertThat(new ReplayedUpdate.Applied(AccountType.PERSONAL, processed).ref())
                .isEqualTo(new Ref("a"));
    }
}
