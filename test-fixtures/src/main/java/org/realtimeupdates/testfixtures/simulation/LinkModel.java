package org.realtimeupdates.testfixtures.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;

/** What must be true of the messages of one connection. */
final class LinkModel {

    private final SimulatedLink link;
    private final Oracle oracle;
    private final DeviceMailboxes mailboxes;
    private final Half personal = new Half();
    private final Half business = new Half();

    LinkModel(SimulatedLink link, Oracle oracle) {
        this.link = link;
        this.oracle = oracle;
        this.mailboxes = new DeviceMailboxes(link.device(), oracle);
    }

    /** The server sends an update. */
    void update(AccountType account, Ref ref) {
        Half half = half(account);
        MailboxModel mailbox = mailboxes.of(account);
        ModelEntry entry = mailbox.find(ref);
        if (entry == null) {
            oracle.violated("update " + ref + " was sent on " + link.name() + ", whose mailbox it was never put into");
            return;
        }
        if (entry.index <= half.lastIndex) {
            oracle.violated("update " + ref + " was sent twice or out of order on " + link.name());
        }
        checkNoneSkipped(half, mailbox, entry.index);
        half.lastIndex = entry.index;
        half.unreplied.add(ref);
        int window = oracle.options().window();
        if (half.unreplied.size() > window) {
            oracle.violated("more than " + window + " updates are sent and not replied on " + link.name());
        } else if (half.unreplied.size() == window) {
            oracle.happened(Sometimes.WINDOW_FULL);
        }
        if (entry.applied > 0) {
            oracle.happened(Sometimes.REDELIVERY_OF_AN_APPLIED_UPDATE);
        }
        half.sinceBacklog++;
        entry.sent = true;
    }

    /** The app sends a reply. */
    void replies(AccountType account, List<Ref> refs) {
        refs.forEach(mailboxes.of(account)::replied);
    }

    /** A reply has arrived at the server. */
    void replied(AccountType account, List<Ref> refs) {
        for (Ref ref : refs) {
            half(account).unreplied.remove(ref);
            ModelEntry entry = mailboxes.of(account).find(ref);
            if (entry != null && (entry.removed || entry.letGo)) {
                oracle.happened(Sometimes.REPLY_FOR_A_DROPPED_UPDATE);
            }
        }
    }

    void control(AccountType account, String name, int pending) {
        Half half = half(account);
        MailboxModel mailbox = mailboxes.of(account);
        if (name.equals("backlog")) {
            half.announced = pending;
            if (!oracle.registered().contains(link.device())) {
                oracle.violated(link.device() + " is connected and not known");
            }
            half.lastAtOpen = mailbox.entries().size() - 1;
        } else if (name.equals("caughtUp")) {
            caughtUp(half, mailbox);
        }
    }

    private void caughtUp(Half half, MailboxModel mailbox) {
        if (half.announced < 0 || half.caughtUp) {
            oracle.violated("caught up without a backlog, or twice, on " + link.name());
        } else if (half.sinceBacklog > half.announced) {
            oracle.violated(
                    "more than the announced " + half.announced + " updates before caught up on " + link.name());
        }
        half.caughtUp = true;
        if (half.announced > 0) {
            oracle.happened(Sometimes.CAUGHT_UP_WITH_A_BACKLOG);
        }
        checkNoneSkipped(half, mailbox, half.lastAtOpen + 1);
    }

    /** What waits must have been sent here before what comes behind it. */
    private void checkNoneSkipped(Half half, MailboxModel mailbox, int end) {
        for (int i = half.lastIndex + 1; i < end; i++) {
            ModelEntry skipped = mailbox.entries().get(i);
            boolean reset = skipped.reset && oracle.knowsNoResets(link.device());
            if (!skipped.removed && !skipped.letGo && !reset) {
                oracle.violated("update " + skipped + " was left out on " + link.name());
                return;
            }
        }
    }

    boolean isOpenOf(Device device) {
        return !link.server().isClosed() && link.device().equals(device);
    }

    boolean isWritingTo(Device device) {
        return link.server().isWriting() && isOpenOf(device);
    }

    boolean hasUnreplied() {
        return !personal.unreplied.isEmpty() || !business.unreplied.isEmpty();
    }

    private Half half(AccountType account) {
        return account == AccountType.PERSONAL ? personal : business;
    }

    /** One account. */
    private static final class Half {

        private final Set<Ref> unreplied = new HashSet<>();
        private int lastIndex = -1;
        private int announced = -1;
        private int lastAtOpen = -1;
        private int sinceBacklog;
        private boolean caughtUp;
    }
}
