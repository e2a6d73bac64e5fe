package org.realtimeupdates.adapter.memory.wrong;

import static org.realtimeupdates.adapter.memory.wrong.Mistake.answer;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.at;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.list;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.nothingAt;

import java.util.List;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.Group;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;

/** Wrong stores of copies. */
final class WrongEntityStores {

    private static final String FIND = "EntityStore.find";
    private static final String LIST = "EntityStore.list";
    private static final String SAVE = "EntityStore.save";
    private static final String DELETE = "EntityStore.delete";
    private static final String CLEAR = "EntityStore.clear";

    private WrongEntityStores() {}

    static List<Control<ClientStorePorts>> controls() {
        return List.of(
                Control.of("finds nothing", answer(FIND, Optional.empty()), "Entities.anEntityIsFoundAsItWasSaved"),
                Control.of(
                        "lists what was never saved",
                        list(LIST, Object.class, all -> all.isEmpty() ? List.of(new Group("1", null)) : all),
                        "Entities.whatWasNeverSavedIsNotFound"),
                Control.of(
                        "saves into one account",
                        at(SAVE, call -> call.with(1, AccountType.PERSONAL).proceed()),
                        "Entities.accountTypeAndIdNameAnEntity"),
                Control.withStore(
                        "keeps the first of two with one id",
                        store -> at(
                                SAVE,
                                call -> isThere(
                                                store,
                                                call,
                                                call.last(Entity.class).id())
                                        ? null
                                        : call.proceed()),
                        "Entities.savingAgainTakesThePlace"),
                Control.of(
                        "lists backwards",
                        list(LIST, Object.class, Lists::reversed),
                        "Entities.copiesAreListedInTheOrderOfTheirIds"),
                Control.of("deletes nothing", nothingAt(DELETE), "Entities.aDeletedEntityIsGone"),
                Control.withStore(
                        "cannot delete what is not there",
                        store -> at(DELETE, call -> {
                            if (!isThere(store, call, call.last(String.class))) {
                                throw new StoreException("there is no such entity");
                            }
                            return call.proceed();
                        }),
                        "Entities.deletingWhatIsNotThereChangesNothing"),
                Control.of(
                        "clears both accounts",
                        at(CLEAR, call -> {
                            call.with(1, AccountType.BUSINESS).proceed();
                            return call.proceed();
                        }),
                        "Entities.clearingRemovesAllEntitiesOfOneAccount"),
                Control.withStore(
                        "deletes after the commit",
                        store -> at(DELETE, call -> {
                            call.argument(0, Transaction.class).afterCommit(() -> Elsewhere.call(store, call));
                            return null;
                        }),
                        "Entities.theLastWriteOfATransactionStands"),
                Control.withStore(
                        "saves in another transaction",
                        store -> at(SAVE, call -> Elsewhere.call(store, call)),
                        "Entities.readersSeeOnlyWhatIsCommitted",
                        "Entities.theWritesOfAFailedTransactionAreGone"));
    }

    private static boolean isThere(ClientStorePorts store, Call call, String id) {
        EntityType<?> type = call.argument(2, EntityType.class);
        return store.entities()
                .find(call.argument(1, AccountType.class), type, id)
                .isPresent();
    }
}
