package org.realtimeupdates.adapter.cli.powerloss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The short form of {@link PowerLossCampaign}, where {@code strace} is installed. */
@Execution(ExecutionMode.CONCURRENT)
class PowerLossTest {

    @TempDir
    private Path folder;

    private PowerLoss powerLoss;

    @BeforeEach
    void needsStrace() {
        assumeTrue(PowerLoss.hasStrace(), "strace is not installed, or may not trace here");
        powerLoss = new PowerLoss(folder, 1);
    }

    @Test
    @DisplayName("RTU-30: what a server has published survives a power loss")
    void whatAServerHasPublishedSurvivesAPowerLoss() throws Exception {
        assertThat(powerLoss.server(60, 40)).isEmpty();
    }

    @Test
    @DisplayName("RTU-30: what a server on a journal has published survives a power loss")
    void whatAServerOnAJournalHasPublishedSurvivesAPowerLoss() throws Exception {
        assertThat(powerLoss.journal(60, 40)).isEmpty();
    }

    @Test
    @DisplayName("RTU-21: what an app has applied survives a power loss, effect and ref together")
    void whatAnAppHasAppliedSurvivesAPowerLoss() throws Exception {
        assertThat(powerLoss.app(60, 40)).isEmpty();
    }

    @Test
    @DisplayName("RTU-21: a reply goes out only when all that was written to the database is synced")
    void aReplyGoesOutOnlyWhenTheDatabaseIsSynced() throws Exception {
        assertThat(powerLoss.orderOfSyncAndReply(60)).isEmpty();
    }
}
