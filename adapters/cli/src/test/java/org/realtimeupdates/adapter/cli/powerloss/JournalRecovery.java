package org.realtimeupdates.adapter.cli.powerloss;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.realtimeupdates.adapter.journal.JournalServerStore;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.ResetUpdates.ResetUpdate;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/** Opens the journal that a power loss has left, and says what is wrong with it. */
final class JournalRecovery {

    private static final Mailbox MAILBOX = new Mailbox(new Device("ann", "phone"), AccountType.PERSONAL);

    private JournalRecovery() {}

    /**
     * Compares it with what was promised before the power went.
     *
     * @param promised refs that were told to be durable
     */
    static List<String> check(Path folder, Set<String> promised) {
        List<String> violations = new ArrayList<>();
        try (JournalServerStore store = JournalServerStore.open(
                folder,
                PendingLimits.DEFAULT,
                InstantSource.system(),
                account -> new ResetUpdate(new Ref("reset"), ""))) {
            Set<String> refs = store
                    .pendingUpdates()
                    .readAfter(MAILBOX, PendingUpdates.START, Integer.MAX_VALUE, Integer.MAX_VALUE)
                    .stream()
                    .map(update -> update.ref().value())
                    .collect(Collectors.toSet());
            promised.stream()
                    .filter(ref -> !refs.contains(ref))
                    .forEach(ref -> violations.add(ref + " was told to be durable and is gone"));
        } catch (StoreException e) {
            violations.add("cannot be opened: " + e.getMessage());
        }
        return violations;
    }
}
