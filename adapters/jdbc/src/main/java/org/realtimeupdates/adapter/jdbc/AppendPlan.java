package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.RefConflictException;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;

/** Finds out what a call of append is going to write, before anything of it is written. */
final class AppendPlan {

    private final PendingLimits limits;
    private final ResetUpdates resets;
    private final Map<String, LockedUser> users;

    /** For users that are locked. */
    AppendPlan(PendingLimits limits, ResetUpdates resets, Map<String, LockedUser> users) {
        this.limits = limits;
        this.resets = resets;
        this.users = users;
    }

    /**
     * Plans the updates, in their order.
     *
     * @return for each, the devices it is for
     * @throws RefConflictException when a mailbox has seen a ref with another frame
     */
    List<Set<Device>> add(Connection connection, Dialect dialect, List<NewPendingUpdate> updates) throws SQLException {
        List<List<PlannedMailbox>> addressed = new ArrayList<>(updates.size());
        SeenRefs seen = new SeenRefs(dialect);
        for (NewPendingUpdate update : updates) {
            List<PlannedMailbox> mailboxes = address(update);
            mailboxes.stream().filter(PlannedMailbox::isWritten).forEach(mailbox -> seen.ask(mailbox, update.ref()));
            addressed.add(mailboxes);
        }
        seen.find(connection);
        List<Set<Device>> recipients = new ArrayList<>(updates.size());
        for (int i = 0; i < updates.size(); i++) {
            List<PlannedMailbox> mailboxes = addressed.get(i);
            add(updates.get(i), mailboxes);
            recipients.add(devices(mailboxes));
        }
        return recipients;
    }

    private List<PlannedMailbox> address(NewPendingUpdate update) {
        LockedUser user = users.get(update.to().user());
        if (user == null) {
            return List.of();
        }
        AccountType account = update.account();
        Optional<String> device = update.to().device();
        device.ifPresent(user::addDevice);
        return device.map(id -> List.of(user.mailbox(id, account))).orElseGet(() -> user.mailboxes(account));
    }

    private void add(NewPendingUpdate update, List<PlannedMailbox> addressed) {
        Frame frame = new Frame(update.frame());
        List<PlannedMailbox> unseen = addressed.stream()
                .filter(mailbox -> !mailbox.hasSeen(update.ref(), frame))
                .toList();
        if (unseen.isEmpty()) {
            return;
        }
        // Resets come first: they take the positions before the update's.
        unseen.stream().filter(mailbox -> mailbox.isFullFor(frame, limits)).forEach(mailbox -> mailbox.letGo(resets));
        LockedUser user = unseen.get(0).user();
        PlannedUpdate planned = new PlannedUpdate(user, update.ref(), frame, false);
        user.add(planned);
        unseen.forEach(mailbox -> mailbox.add(planned));
    }

    private static Set<Device> devices(List<PlannedMailbox> mailboxes) {
        Set<Device> devices = new LinkedHashSet<>();
        mailboxes.forEach(mailbox -> devices.add(mailbox.device()));
        return devices;
    }
}
