package org.realtimeupdates.adapter.memory.wrong;

import static org.realtimeupdates.adapter.memory.wrong.Mistake.answer;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.at;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.list;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.listOf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.MailboxDirectory.Summary;
import org.realtimeupdates.application.port.persistence.UnappliedUpdates.Unapplied;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;

/** Wrong directories, notes and expiry. */
final class WrongDirectories {

    private static final String LIST = "MailboxDirectory.list";
    private static final String DROP = "MailboxDirectory.drop";
    private static final String RECORD = "UnappliedUpdates.record";
    private static final String NOTES = "UnappliedUpdates.list";
    private static final String EXPIRE = "Expiry.expire";
    private static final Mailbox PHONE = new Mailbox(new Device("anna", "phone"), AccountType.PERSONAL);

    private WrongDirectories() {}

    static List<Control<ServerStorePorts>> controls() {
        List<Control<ServerStorePorts>> all = new ArrayList<>(directories());
        all.addAll(notes());
        all.addAll(expiry());
        return all;
    }

    private static List<Control<ServerStorePorts>> directories() {
        return List.of(
                Control.of(
                        "lists what is empty",
                        list(
                                LIST,
                                Summary.class,
                                all -> all.isEmpty() ? List.of(new Summary(PHONE, 0, 0, Instant.EPOCH)) : all),
                        "MailboxDirectory.onlyMailboxesInWhichSomethingWaitsAreListed"),
                Control.of(
                        "adds no bytes up",
                        list(
                                LIST,
                                Summary.class,
                                all -> all.stream()
                                        .map(summary ->
                                                new Summary(summary.mailbox(), summary.pending(), 0, summary.oldest()))
                                        .toList()),
                        "MailboxDirectory.aSummaryTellsHowMuchWaits"),
                Control.of(
                        "lists backwards",
                        list(LIST, Summary.class, Lists::reversed),
                        "MailboxDirectory.mailboxesAreListedInTheOrderOfUserAndDevice"),
                Control.of(
                        "lists everybody's mailboxes",
                        at(LIST, call -> call.with(0, Optional.empty()).proceed()),
                        "MailboxDirectory.mailboxesOfOneUserAreListed"),
                Control.of(
                        "leaves one out where a page begins",
                        at(LIST, call -> {
                            List<Summary> page = listOf(Summary.class, call.proceed());
                            boolean first = call.argument(1, Optional.class).isEmpty();
                            return first || page.isEmpty() ? page : page.subList(1, page.size());
                        }),
                        "MailboxDirectory.pagesGiveEveryMailboxOnce",
                        "MailboxDirectory.aPageMayBeginAfterAMailboxThatIsNotListed"),
                Control.of(
                        "drops nothing",
                        answer(DROP, 0),
                        "MailboxDirectory.whatIsDroppedIsLetGo",
                        "MailboxDirectory.droppingAgainLeavesOneReset"),
                Control.of(
                        "says that it dropped something",
                        at(DROP, call -> {
                            call.proceed();
                            return 1;
                        }),
                        "MailboxDirectory.droppingWhereNothingWaitsChangesNothing"));
    }

    private static List<Control<ServerStorePorts>> notes() {
        return List.of(
                Control.of(
                        "lists the oldest first",
                        list(NOTES, Unapplied.class, Lists::reversed),
                        "UnappliedUpdates.whatAnAppCouldNotApplyIsNoted",
                        "UnappliedUpdates.ofManyTheNewestAreKept"),
                Control.of(
                        "counts one too many",
                        answer("UnappliedUpdates.count", 1),
                        "UnappliedUpdates.nothingIsNotedAtFirst"),
                Control.withStore(
                        "changes what is noted",
                        store -> {
                            Map<Mailbox, UpdateOutcome> last = new HashMap<>();
                            return call -> {
                                if (call.is(RECORD)) {
                                    last.put(call.argument(0, Mailbox.class), call.last(UpdateOutcome.class));
                                }
                                return call.is(NOTES)
                                        ? listOf(Unapplied.class, call.proceed()).stream()
                                                .map(note -> new Unapplied(
                                                        note.ref(),
                                                        last.getOrDefault(
                                                                call.argument(0, Mailbox.class), note.outcome()),
                                                        note.since()))
                                                .toList()
                                        : call.proceed();
                            };
                        },
                        "UnappliedUpdates.whatIsNotedStaysAsItIs"),
                Control.of(
                        "notes all in one place",
                        call -> call.is(RECORD) || call.is("UnappliedUpdates.count")
                                ? call.with(0, PHONE).proceed()
                                : call.proceed(),
                        "UnappliedUpdates.eachMailboxHasItsOwnNotes"));
    }

    private static List<Control<ServerStorePorts>> expiry() {
        return List.of(
                Control.of("never comes to an end", answer(EXPIRE, true), "Expiry.anEmptyStoreLeavesNothingToDo"),
                Control.of(
                        "looks after what is used only",
                        answer(EXPIRE, false),
                        "Expiry.mailboxesNobodyUsesAreLookedAfter"),
                Control.withStore(
                        "lets go of the young too",
                        store -> at(EXPIRE, call -> {
                            WrongRefs.summaries(store)
                                    .forEach(summary -> store.mailboxDirectory().drop(summary.mailbox()));
                            return call.proceed();
                        }),
                        "Expiry.aResetOnItsOwnDoesNotGrowTooOld",
                        "Expiry.anUpdateThatWaitsTooLongIsLetGo"));
    }
}
