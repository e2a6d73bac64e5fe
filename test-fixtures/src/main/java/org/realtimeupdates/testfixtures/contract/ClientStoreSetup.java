package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Attempts;
import org.realtimeupdates.application.port.persistence.EffectFailedException;
import org.realtimeupdates.application.port.persistence.EntityStore;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.testfixtures.time.ManualClock;

/** The store that a contract test of an app's port works on. */
abstract class ClientStoreSetup {

    static final int MAX_QUARANTINED = 10;
    static final int MAX_UNREADABLE = 3;
    static final int MAX_COMMANDS = 100;
    static final ClientStoreLimits LIMITS = new ClientStoreLimits(MAX_QUARANTINED, MAX_UNREADABLE, MAX_COMMANDS);

    final ManualClock clock = new ManualClock();
    AppliedUpdates applied;
    Attempts attempts;
    Quarantine quarantine;
    Outbox outbox;
    EntityStore entities;

    /**
     * An empty store, beside those made before.
     *
     * @param clock tells when what happened
     */
    protected abstract ClientStorePorts newStore(ClientStoreLimits limits, InstantSource clock) throws Exception;

    @BeforeEach
    void makeStore() throws Exception {
        use(newStore(LIMITS, clock));
    }

    /** From now on the test works on that store. */
    final void use(ClientStorePorts store) {
        applied = store.appliedUpdates();
        attempts = store.attempts();
        quarantine = store.quarantine();
        outbox = store.outbox();
        entities = store.entities();
    }

    /** Commits what the test writes. */
    void inTransaction(Effects.Writes writes) {
        applied.applyOnce(PERSONAL, List.of(Effects.always(writes)));
    }

    /** Writes in a transaction that fails at its end. */
    void inFailedTransaction(Effects.Writes writes) {
        assertThatThrownBy(() -> inTransaction(transaction -> {
                    writes.run(transaction);
                    throw new IllegalStateException("thrown on purpose");
                }))
                .isInstanceOf(EffectFailedException.class);
    }
}
