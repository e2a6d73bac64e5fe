package org.realtimeupdates.testfixtures.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.server.Publication;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/**
 * Knows what must be true and says when it is not. Hears only what the stores hold, what is on the wire and what is shown; asks
 * the code under test nothing.
 */
final class Oracle {

    private final World world;
    private final Map<Mailbox, MailboxModel> mailboxes = new LinkedHashMap<>();
    private final Map<Device, CommandModel> commands = new LinkedHashMap<>();
    private final Map<Device, DialModel> dials = new LinkedHashMap<>();
    private final List<LinkModel> links = new ArrayList<>();
    private final Map<Device, Long> newestOrder = new HashMap<>();
    private final Map<Device, Integer> newestLink = new HashMap<>();
    private Set<Device> registered = new LinkedHashSet<>();
    private final BadEnds badEnds = new BadEnds();
    private final Set<Device> bare = new HashSet<>();
    private final Set<Device> forgot = new HashSet<>();
    private @Nullable String violation;

    Oracle(World world) {
        this.world = world;
    }

    SimulationOptions options() {
        return world.options();
    }

    void happened(Sometimes what) {
        world.happened(what);
    }

    /** The device speaks only the original frames. */
    void isBare(Device device) {
        bare.add(device);
    }

    /** Whether it gets no resets, and no answers to its commands. */
    boolean knowsNoResets(Device device) {
        return bare.contains(device);
    }

    /** Only the first is kept. */
    void violated(String what) {
        if (violation == null) {
            violation = what;
            world.trace("oracle", "VIOLATION", what);
        }
    }

    /** Something escaped that nobody may throw. */
    void unexpected(String process, Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        violated(process + " threw " + thrown + (stack.length == 0 ? "" : " at " + stack[0]));
    }

    Optional<String> violation() {
        return Optional.ofNullable(violation);
    }

    MailboxModel mailbox(Mailbox mailbox) {
        MailboxModel known = mailboxes.get(mailbox);
        return known != null ? known : mailboxes.computeIfAbsent(mailbox, key -> new MailboxModel(key, this));
    }

    CommandModel commands(Device device) {
        CommandModel known = commands.get(device);
        return known != null ? known : commands.computeIfAbsent(device, key -> new CommandModel(key, this));
    }

    DialModel dials(Device device) {
        return dials.computeIfAbsent(device, key -> new DialModel(key, this));
    }

    /** A connection is made. */
    LinkModel link(SimulatedLink link) {
        LinkModel model = new LinkModel(link, this);
        links.add(model);
        return model;
    }

    /** A message goes out. */
    void sent(LinkEnd from, List<WireText.Frame> frames) {
        SimulatedLink link = from.link();
        boolean byServer = from == link.server();
        for (WireText.Frame frame : frames) {
            if (byServer) {
                sentByServer(link.model(), frame);
            } else if (frame.type() == WireText.Type.REPLY) {
                link.model().replies(frame.account(), frame.refs());
            } else {
                frame.refs().forEach(commands(link.device())::sent);
            }
        }
    }

    private static void sentByServer(LinkModel model, WireText.Frame frame) {
        switch (frame.type()) {
            case UPDATE -> model.update(frame.account(), frame.refs().get(0));
            case COMMAND -> model.control(frame.account(), frame.name(), frame.pending());
            default -> {
                // The answer to a command: its outcome is told by the store.
            }
        }
    }

    /** A message has arrived. */
    void arrived(LinkEnd at, List<WireText.Frame> frames) {
        LinkModel model = at.link().model();
        if (at == at.link().server()) {
            for (WireText.Frame frame : frames) {
                if (frame.type() == WireText.Type.REPLY) {
                    model.replied(frame.account(), frame.refs());
                }
            }
        }
    }

    /** The server has taken a connection over; of those of a device the highest order is the newest. */
    void opened(SimulatedLink link, long order) {
        Long newest = newestOrder.get(link.device());
        if (newest != null && newest > order) {
            happened(Sometimes.OLD_HANDSHAKE_OPENED_AFTER_A_NEWER_ONE);
        } else {
            newestOrder.put(link.device(), order);
            newestLink.put(link.device(), link.number());
        }
        if (forgot.contains(link.device())) {
            happened(Sometimes.REFS_FORGOTTEN_THEN_RECONNECTED);
        }
    }

    /** The server starts anew: its handshakes are numbered from the beginning. */
    void serverStarted() {
        newestOrder.clear();
        newestLink.clear();
    }

    void closing(LinkEnd by, int code) {
        SimulatedLink link = by.link();
        if (code != 4409 || by != link.server()) {
            return;
        }
        if (link.model().hasUnreplied()) {
            happened(Sometimes.TAKEOVER_INSIDE_A_WINDOW);
        }
        Integer newest = newestLink.get(link.device());
        if (newest != null && newest == link.number()) {
            violated("the newest connection of " + link.device() + " was closed as replaced");
        }
    }

    void connectionCut(SimulatedLink link) {
        if (link.model().hasUnreplied()) {
            happened(Sometimes.CONNECTION_CUT_WITH_UNREPLIED_UPDATES);
        }
    }

    /** A device shows notifications. */
    void notified(Device device, AccountType account, List<Ref> refs) {
        MailboxModel mailbox = mailbox(new Mailbox(device, account));
        refs.forEach(mailbox::notified);
        happened(Sometimes.NOTIFIED);
    }

    void registered(Device device) {
        Set<Device> more = new LinkedHashSet<>(registered);
        more.add(device);
        registered = more;
    }

    /** The devices that updates to all of a user's go to now; never changed. */
    Set<Device> registered() {
        return registered;
    }

    /** Publishing has returned. */
    void published(Publication publication, Set<Device> registeredBefore) {
        Ref ref = publication.ref().orElseThrow();
        String user = publication.to().user();
        if (publication.to().device().isPresent()) {
            checkPublished(new Device(user, publication.to().device().get()), publication.account(), ref);
            return;
        }
        for (Device known : registeredBefore) {
            if (known.user().equals(user)) {
                checkPublished(known, publication.account(), ref);
            }
        }
    }

    private void checkPublished(Device device, AccountType account, Ref ref) {
        if (mailbox(new Mailbox(device, account)).find(ref) == null) {
            violated("update " + ref + " was published and is not in the mailbox of " + device);
        }
    }

    /** A specific action failed, or killed its app. */
    void failed(Device device, AccountType account, Ref ref, boolean killed) {
        int count = badEnds.failed(device, account, ref);
        if (killed && count > 5 && !mailbox(new Mailbox(device, account)).isReplayed(ref)) {
            violated("update " + ref + " of " + device + " killed its app more than 5 times");
        }
    }

    void crashed(Device device) {
        badEnds.add(device);
        if (mailboxes.values().stream().anyMatch(model -> model.isFor(device) && model.hasAppliedAndUnreplied())) {
            happened(Sometimes.CRASH_BETWEEN_COMMIT_AND_REPLY);
        }
    }

    void forgot(Device device) {
        forgot.add(device);
    }

    /** An update may be set aside as failed only after as many bad ends. */
    void checkFailed(Mailbox mailbox, Ref ref) {
        int bad = badEnds.of(mailbox.device(), mailbox.account(), ref);
        if (bad < 5) {
            violated("update " + ref + " of " + mailbox + " was set aside as failed after " + bad + " bad ends");
        }
    }

    /** The store of a device failed without saying whether it committed. */
    void commitUnknown(Device device) {
        badEnds.add(device);
    }

    /** Whether nothing is left to be done for the apps. */
    boolean isQuiet() {
        return mailboxes.values().stream().allMatch(MailboxModel::isQuiet);
    }

    /** Whether something published is not removed yet. */
    boolean hasPending() {
        return mailboxes.values().stream().anyMatch(MailboxModel::hasPending);
    }

    /** Whether something sent to the device is not replied. */
    boolean hasUnreplied(Device device) {
        return links.stream().anyMatch(model -> model.isOpenOf(device) && model.hasUnreplied());
    }

    /** A reset comes while updates are on their way. */
    void letGo(Mailbox mailbox, Ref ref) {
        if (hasUnreplied(mailbox.device())) {
            happened(Sometimes.RESET_DURING_A_DRAIN);
        }
        mailbox(mailbox).letGo(ref);
    }

    void appended(Mailbox mailbox, Ref ref, String frame, boolean reset) {
        mailbox(mailbox).appended(ref, frame, reset);
        for (LinkModel link : links) {
            if (link.isWritingTo(mailbox.device())) {
                happened(Sometimes.PUBLISHED_WHILE_A_MESSAGE_IS_WRITTEN);
                return;
            }
        }
    }

    /** Whether publishing that must be refused. */
    boolean conflicts(String user, Optional<String> device, AccountType account, Ref ref, String text) {
        return registered.stream()
                .filter(known -> known.user().equals(user))
                .filter(known -> device.isEmpty() || device.get().equals(known.id()))
                .map(known -> mailbox(new Mailbox(known, account)).find(ref))
                .anyMatch(entry -> entry != null && !entry.frame.contains(text));
    }

    void finish() {
        mailboxes.values().forEach(MailboxModel::finish);
        commands.values().forEach(CommandModel::finish);
    }
}
