package org.realtimeupdates.application.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.domain.AccountType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries updates of one account in quarantine again, or lets them go, in turn with those that come live. */
final class LaneReplays {

    private static final Logger log = LoggerFactory.getLogger(LaneReplays.class);

    private final AccountType account;
    private final LaneWork work;
    private final UpdateReports reports;
    private final SerialExecutor executor;

    LaneReplays(AccountType account, LaneWork work, UpdateReports reports, SerialExecutor executor) {
        this.account = account;
        this.work = work;
        this.reports = reports;
        this.executor = executor;
    }

    /** Tries again what was unsupported and is known now [RTU-14]. */
    void replayKnown() {
        inTurn(done -> work.manageQuarantine().replayKnown(account, work.commands(), done))
                .exceptionally(e -> {
                    log.warn("Updates of {} in quarantine were not all tried again", account, e);
                    return List.of();
                });
    }

    CompletableFuture<List<ReplayedUpdate>> replay(Predicate<QuarantinedUpdate> selected) {
        return inTurn(done -> work.manageQuarantine().replay(account, selected, work.commands(), done));
    }

    CompletableFuture<List<ReplayedUpdate>> discard(Predicate<QuarantinedUpdate> selected) {
        return inTurn(done -> work.manageQuarantine().discard(account, selected, work.commands(), done));
    }

    private CompletableFuture<List<ReplayedUpdate>> inTurn(Consumer<Consumer<ReplayedUpdate>> task) {
        CompletableFuture<List<ReplayedUpdate>> result = new CompletableFuture<>();
        executor.execute(() -> {
            List<ReplayedUpdate> replayed = new ArrayList<>();
            try {
                task.accept(update -> {
                    replayed.add(update);
                    tell(update);
                });
                result.complete(List.copyOf(replayed));
            } catch (RuntimeException | Error e) {
                work.commands().sendKept();
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private void tell(ReplayedUpdate update) {
        if (update instanceof ReplayedUpdate.Applied applied) {
            reports.tell(List.of(applied.processed()));
        }
    }
}
