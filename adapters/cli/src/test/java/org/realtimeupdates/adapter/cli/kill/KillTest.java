package org.realtimeupdates.adapter.cli.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.realtimeupdates.adapter.cli.RealtimeCommand;
import org.realtimeupdates.adapter.cli.kill.KillPlan.Victim;

/** The short form of {@link KillCampaign}: processes killed mid-stream lose nothing and double nothing. */
@Execution(ExecutionMode.CONCURRENT)
class KillTest {

    private static final Set<Victim> CLIENT = EnumSet.of(Victim.CLIENT);
    private static final Set<Victim> SERVER = EnumSet.of(Victim.SERVER);
    private static final Set<Victim> BOTH = EnumSet.allOf(Victim.class);
    private static final int ENOUGH_TO_CATCH_A_BROKEN_ONE = 40;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("RTU-21, RTU-22: a killed app applies every update once, in order")
    void aKilledAppAppliesEveryUpdateOnce() throws Exception {
        assertKept(CLIENT, 3);
    }

    @Test
    @DisplayName("RTU-30, RTU-32: a killed server delivers every update it has confirmed")
    void aKilledServerDeliversWhatItHasConfirmed() throws Exception {
        assertKept(SERVER, 3);
    }

    @Test
    @DisplayName("RTU-21, RTU-30: nothing is lost or doubled when both are killed")
    void nothingIsLostWhenBothAreKilled() throws Exception {
        assertKept(BOTH, 2);
    }

    @Test
    @DisplayName("RTU-30: a server on a journal keeps its word too")
    void aServerOnAJournalKeepsItsWordToo() throws Exception {
        assertThat(run("journal:" + folder.resolve("journal"), BOTH, 2, RealtimeCommand.class)
                        .violations())
                .isEmpty();
    }

    @Test
    @DisplayName("RTU-30: a server on PostgreSQL keeps its word too")
    void aServerOnPostgresqlKeepsItsWordToo() throws Exception {
        try (TemporaryPostgresql postgresql = new TemporaryPostgresql()) {
            assertThat(run(postgresql.newDatabase(), BOTH, 2, RealtimeCommand.class)
                            .violations())
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("RTU-21: an app that replies before the commit is caught")
    void anAppThatRepliesBeforeTheCommitIsCaught() throws Exception {
        assertCaught(BrokenListen.ReplyBeforeCommit.class);
    }

    @Test
    @DisplayName("RTU-21: an app that remembers refs in another transaction is caught")
    void anAppThatRemembersRefsApartIsCaught() throws Exception {
        assertCaught(BrokenListen.DedupeApart.class);
    }

    private void assertKept(Set<Victim> victims, int kills) throws Exception {
        KillReport report = run(sqlite(), victims, kills, RealtimeCommand.class);

        assertThat(report.violations()).isEmpty();
        assertThat(report.published()).isGreaterThan(kills);
    }

    /** Kills in small runs until one shows the fault. */
    private void assertCaught(Class<?> broken) throws Exception {
        int kills = 0;
        while (kills < ENOUGH_TO_CATCH_A_BROKEN_ONE) {
            Path fresh = Files.createTempDirectory(folder, "broken");
            KillPlan plan = new KillPlan("sqlite:" + fresh.resolve("server.db"), CLIENT, 4, kills, broken);
            try (KillHarness harness = new KillHarness(plan, fresh)) {
                if (!harness.run(done -> {}).violations().isEmpty()) {
                    return;
                }
            }
            kills += plan.kills();
        }
        throw new AssertionError(broken.getSimpleName() + " was not caught by " + kills + " kills");
    }

    private KillReport run(String store, Set<Victim> victims, int kills, Class<?> client) throws Exception {
        try (KillHarness harness = new KillHarness(new KillPlan(store, victims, kills, 1, client), folder)) {
            return harness.run(done -> {});
        }
    }

    private String sqlite() {
        return "sqlite:" + folder.resolve("server.db");
    }
}
