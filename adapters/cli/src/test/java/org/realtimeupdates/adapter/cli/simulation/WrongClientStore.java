package org.realtimeupdates.adapter.cli.simulation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.realtimeupdates.application.port.persistence.Attempts;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;
import org.realtimeupdates.testfixtures.simulation.Wiring;

/** Ways to break the counting of attempts and the quarantine. */
final class WrongClientStore implements Attempts, Quarantine {

    private final ClientStorePorts right;
    private final Kind kind;
    private final Map<Ref, Integer> counts = new HashMap<>();

    private WrongClientStore(ClientStorePorts right, Kind kind) {
        this.right = right;
        this.kind = kind;
    }

    enum Kind {
        ATTEMPTS_IN_MEMORY,
        ATTEMPTS_NEVER_COUNTED,
        TEXT_LOST,
        NOT_SET_ASIDE,
        HOLDS_NOTHING,
        HOLDS_TOO_MUCH,
        STAYS_IN_QUARANTINE;

        Wiring wiring() {
            return new Wiring() {
                @Override
                public ClientStorePorts clientStore(Device device, ClientStorePorts store) {
                    WrongClientStore wrong = new WrongClientStore(store, Kind.this);
                    return new ClientStorePorts(store.appliedUpdates(), wrong, wrong, store.outbox(), store.entities());
                }
            };
        }
    }

    @Override
    public Map<Ref, Integer> counted(AccountType account, List<Ref> refs) {
        return switch (kind) {
            case ATTEMPTS_IN_MEMORY -> memory(refs, 0);
            case ATTEMPTS_NEVER_COUNTED -> Map.of();
            default -> right.attempts().counted(account, refs);
        };
    }

    @Override
    public Map<Ref, Integer> count(AccountType account, List<Ref> refs) {
        return switch (kind) {
            case ATTEMPTS_IN_MEMORY -> memory(refs, 1);
            case ATTEMPTS_NEVER_COUNTED -> first(refs);
            default -> right.attempts().count(account, refs);
        };
    }

    @Override
    public void forgive(AccountType account, List<Ref> refs) {
        if (kind == Kind.ATTEMPTS_IN_MEMORY) {
            memory(refs, -1);
        } else {
            right.attempts().forgive(account, refs);
        }
    }

    private Map<Ref, Integer> memory(List<Ref> refs, int more) {
        Map<Ref, Integer> result = new LinkedHashMap<>();
        refs.forEach(ref -> result.put(ref, counts.merge(ref, more, Integer::sum)));
        result.values().removeIf(count -> count == 0);
        return result;
    }

    private static Map<Ref, Integer> first(List<Ref> refs) {
        Map<Ref, Integer> result = new LinkedHashMap<>();
        refs.forEach(ref -> result.put(ref, 1));
        return result;
    }

    @Override
    public void add(Transaction transaction, QuarantinedUpdate update) {
        if (kind == Kind.TEXT_LOST) {
            right.quarantine()
                    .add(
                            transaction,
                            new QuarantinedUpdate(
                                    update.account(),
                                    update.ref(),
                                    update.type(),
                                    update.ids(),
                                    update.cause(),
                                    update.reason(),
                                    update.attempts(),
                                    update.since(),
                                    ""));
        } else if (kind != Kind.NOT_SET_ASIDE) {
            right.quarantine().add(transaction, update);
        }
    }

    @Override
    public boolean holds(Transaction transaction, AccountType account, String type, List<String> ids) {
        return switch (kind) {
            case HOLDS_NOTHING -> false;
            case HOLDS_TOO_MUCH -> !right.quarantine().list(START, 1).isEmpty();
            default -> right.quarantine().holds(transaction, account, type, ids);
        };
    }

    @Override
    public void update(Transaction transaction, Entry entry) {
        right.quarantine().update(transaction, entry);
    }

    @Override
    public void remove(Transaction transaction, long position) {
        if (kind != Kind.STAYS_IN_QUARANTINE) {
            right.quarantine().remove(transaction, position);
        }
    }

    @Override
    public List<Entry> list(long position, int max) {
        return right.quarantine().list(position, max);
    }
}
