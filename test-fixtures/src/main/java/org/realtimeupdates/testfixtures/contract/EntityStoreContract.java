package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.domain.AccountType.BUSINESS;
import static org.realtimeupdates.domain.AccountType.PERSONAL;
import static org.realtimeupdates.domain.EntityTypes.GROUP;
import static org.realtimeupdates.domain.EntityTypes.MESSAGE;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.EffectFailedException;
import org.realtimeupdates.application.port.persistence.EntityStore;
import org.realtimeupdates.domain.Group;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Ref;

/** What every {@link EntityStore} does. */
public abstract class EntityStoreContract extends ClientStoreSetup {

    private static final Group ONE = new Group("1", "one");
    private static final Group TWO = new Group("2", null);

    /** For the leaf. */
    protected EntityStoreContract() {}

    @Test
    void anEntityIsFoundAsItWasSaved() {
        Message message =
                new Message("m", "g", "p", "h\u00e9llo \ud83d\ude00", Instant.parse("2026-01-01T00:00:00.123Z"));
        inTransaction(transaction -> {
            entities.save(transaction, PERSONAL, MESSAGE, message);
            entities.save(transaction, PERSONAL, GROUP, TWO);
        });

        assertThat(entities.find(PERSONAL, MESSAGE, "m")).contains(message);
        assertThat(entities.find(PERSONAL, GROUP, "2")).contains(TWO);
    }

    @Test
    void whatWasNeverSavedIsNotFound() {
        assertThat(entities.find(PERSONAL, GROUP, "1")).isEmpty();
        assertThat(entities.list(PERSONAL, GROUP)).isEmpty();
    }

    @Test
    @DisplayName("RTU-10: account, type and id name an entity")
    void accountTypeAndIdNameAnEntity() {
        inTransaction(transaction -> {
            entities.save(transaction, PERSONAL, GROUP, ONE);
            entities.save(transaction, BUSINESS, GROUP, new Group("1", "other account"));
            entities.save(transaction, PERSONAL, MESSAGE, new Message("1", null, null, "other type", null));
        });

        assertThat(entities.find(PERSONAL, GROUP, "1")).contains(ONE);
        assertThat(entities.find(BUSINESS, GROUP, "1")).contains(new Group("1", "other account"));
        assertThat(entities.list(PERSONAL, GROUP)).containsExactly(ONE);
        assertThat(entities.list(PERSONAL, MESSAGE)).extracting(Message::text).containsExactly("other type");
    }

    @Test
    void savingAgainTakesThePlace() {
        inTransaction(transaction -> entities.save(transaction, PERSONAL, GROUP, ONE));
        inTransaction(transaction -> entities.save(transaction, PERSONAL, GROUP, new Group("1", "renamed")));

        assertThat(entities.list(PERSONAL, GROUP)).containsExactly(new Group("1", "renamed"));
    }

    @Test
    void copiesAreListedInTheOrderOfTheirIds() {
        inTransaction(transaction -> List.of("b", "c", "a", "B", "10", "9")
                .forEach(id -> entities.save(transaction, PERSONAL, GROUP, new Group(id, null))));

        assertThat(entities.list(PERSONAL, GROUP)).extracting(Group::id).containsExactly("10", "9", "B", "a", "b", "c");
    }

    @Test
    void aDeletedEntityIsGone() {
        inTransaction(transaction -> {
            entities.save(transaction, PERSONAL, GROUP, ONE);
            entities.save(transaction, PERSONAL, GROUP, TWO);
            entities.save(transaction, BUSINESS, GROUP, ONE);
        });
        inTransaction(transaction -> entities.delete(transaction, PERSONAL, GROUP, "1"));

        assertThat(entities.find(PERSONAL, GROUP, "1")).isEmpty();
        assertThat(entities.list(PERSONAL, GROUP)).containsExactly(TWO);
        assertThat(entities.list(BUSINESS, GROUP)).containsExactly(ONE);
    }

    @Test
    void deletingWhatIsNotThereChangesNothing() {
        inTransaction(transaction -> entities.save(transaction, PERSONAL, GROUP, ONE));
        inTransaction(transaction -> {
            entities.delete(transaction, PERSONAL, GROUP, "2");
            entities.delete(transaction, PERSONAL, MESSAGE, "1");
        });

        assertThat(entities.list(PERSONAL, GROUP)).containsExactly(ONE);
    }

    @Test
    @DisplayName("RTU-15: clearing removes all entities of one account")
    void clearingRemovesAllEntitiesOfOneAccount() {
        inTransaction(transaction -> {
            entities.save(transaction, PERSONAL, GROUP, ONE);
            entities.save(transaction, PERSONAL, MESSAGE, new Message("m", null, null, null, null));
            entities.save(transaction, BUSINESS, GROUP, TWO);
        });
        inTransaction(transaction -> {
            entities.save(transaction, PERSONAL, GROUP, new Group("saved before", null));
            entities.clear(transaction, PERSONAL);
            entities.save(transaction, PERSONAL, GROUP, new Group("saved after", null));
        });

        assertThat(entities.list(PERSONAL, GROUP)).extracting(Group::id).containsExactly("saved after");
        assertThat(entities.list(PERSONAL, MESSAGE)).isEmpty();
        assertThat(entities.list(BUSINESS, GROUP)).containsExactly(TWO);
    }

    @Test
    void theLastWriteOfATransactionStands() {
        inTransaction(transaction -> {
            entities.save(transaction, PERSONAL, GROUP, ONE);
            entities.delete(transaction, PERSONAL, GROUP, "1");
            entities.delete(transaction, PERSONAL, GROUP, "2");
            entities.save(transaction, PERSONAL, GROUP, TWO);
        });

        assertThat(entities.list(PERSONAL, GROUP)).containsExactly(TWO);
    }

    @Test
    @DisplayName("RTU-21: the writes of a failed transaction are gone, those of earlier effects included")
    void theWritesOfAFailedTransactionAreGone() {
        inTransaction(transaction -> entities.save(transaction, PERSONAL, GROUP, ONE));
        Effect first = Effects.once(new Ref("first"), transaction -> {
            entities.save(transaction, PERSONAL, GROUP, new Group("1", "renamed"));
            entities.save(transaction, PERSONAL, GROUP, TWO);
        });
        Effect second = Effects.once(new Ref("second"), transaction -> {
            entities.clear(transaction, PERSONAL);
            throw new IllegalStateException("thrown on purpose");
        });

        assertThatThrownBy(() -> applied.applyOnce(PERSONAL, List.of(first, second)))
                .isInstanceOf(EffectFailedException.class);

        assertThat(entities.list(PERSONAL, GROUP)).containsExactly(ONE);
    }

    @Test
    void readersSeeOnlyWhatIsCommitted() throws Exception {
        inTransaction(transaction -> entities.save(transaction, PERSONAL, GROUP, ONE));
        inTransaction(transaction -> {
            entities.save(transaction, PERSONAL, GROUP, TWO);
            entities.delete(transaction, PERSONAL, GROUP, "1");

            OtherThread.run(() -> {
                assertThat(entities.list(PERSONAL, GROUP)).containsExactly(ONE);
                assertThat(entities.find(PERSONAL, GROUP, "2")).isEmpty();
            });
        });

        OtherThread.run(() -> assertThat(entities.list(PERSONAL, GROUP)).containsExactly(TWO));
    }
}
