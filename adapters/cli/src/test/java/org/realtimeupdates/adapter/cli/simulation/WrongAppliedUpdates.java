package org.realtimeupdates.adapter.cli.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.EffectFailedException;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;
import org.realtimeupdates.testfixtures.simulation.Wiring;

/** Ways to break "run these effects and remember these refs, once, together". */
final class WrongAppliedUpdates implements AppliedUpdates {

    private static final int TINY = 2;

    private final AppliedUpdates right;
    private final Kind kind;
    private final Map<String, UpdateOutcome> known = new LinkedHashMap<>();

    private WrongAppliedUpdates(AppliedUpdates right, Kind kind) {
        this.right = right;
        this.kind = kind;
    }

    enum Kind {
        CLAIMS_FAILED_COMMITS,
        REF_AFTERWARDS,
        REF_BEFOREHAND,
        REFS_IN_MEMORY,
        TINY_MEMORY,
        FORGETS_ALL,
        ONE_ACCOUNT,
        BACKWARDS,
        DROPS_LAST;

        Wiring wiring() {
            return new Wiring() {
                @Override
                public ClientStorePorts clientStore(Device device, ClientStorePorts store) {
                    return new ClientStorePorts(
                            new WrongAppliedUpdates(store.appliedUpdates(), Kind.this),
                            store.attempts(),
                            store.quarantine(),
                            store.outbox(),
                            store.entities());
                }
            };
        }
    }

    @Override
    public List<Result> applyOnce(AccountType account, List<Effect> effects) {
        return switch (kind) {
            case CLAIMS_FAILED_COMMITS -> claiming(account, effects);
            case REF_AFTERWARDS -> inTwo(account, effects, true);
            case REF_BEFOREHAND -> inTwo(account, effects, false);
            case REFS_IN_MEMORY, TINY_MEMORY -> fromMemory(account, effects);
            case ONE_ACCOUNT -> right.applyOnce(AccountType.PERSONAL, effects);
            case BACKWARDS -> backwards(account, effects);
            case DROPS_LAST -> droppingLast(account, effects);
            case FORGETS_ALL -> right.applyOnce(account, effects);
        };
    }

    @Override
    public void forget(AccountType account, Instant notSeenSince) {
        right.forget(account, kind == Kind.FORGETS_ALL ? Instant.MAX : notSeenSince);
    }

    private List<Result> claiming(AccountType account, List<Effect> effects) {
        try {
            return right.applyOnce(account, effects);
        } catch (StoreException e) {
            return effects.stream()
                    .map(effect -> new Result(false, UpdateOutcome.PROCESSED))
                    .toList();
        }
    }

    private List<Result> inTwo(AccountType account, List<Effect> effects, boolean effectFirst) {
        List<Result> results = new ArrayList<>();
        for (Effect effect : effects) {
            if (effect.ref().isEmpty() || isKnown(account, effect)) {
                results.addAll(right.applyOnce(account, List.of(effect)));
                continue;
            }
            Effect bare = new Effect(Optional.empty(), effect.work());
            UpdateOutcome[] outcome = {UpdateOutcome.PROCESSED};
            Effect mark = new Effect(effect.ref(), transaction -> outcome[0]);
            if (effectFirst) {
                outcome[0] = right.applyOnce(account, List.of(bare)).get(0).outcome();
                right.applyOnce(account, List.of(mark));
            } else {
                right.applyOnce(account, List.of(mark));
                outcome[0] = right.applyOnce(account, List.of(bare)).get(0).outcome();
            }
            results.add(new Result(true, outcome[0]));
        }
        return results;
    }

    private boolean isKnown(AccountType account, Effect effect) {
        try {
            right.applyOnce(account, List.of(new Effect(effect.ref(), transaction -> {
                throw new IllegalStateException("is not known");
            })));
            return true;
        } catch (EffectFailedException e) {
            return false;
        }
    }

    private List<Result> fromMemory(AccountType account, List<Effect> effects) {
        List<Effect> fresh = new ArrayList<>();
        for (Effect effect : effects) {
            if (!known.containsKey(key(account, effect))) {
                fresh.add(new Effect(Optional.empty(), effect.work()));
            }
        }
        Iterator<Result> ran = right.applyOnce(account, fresh).iterator();
        List<Result> results = new ArrayList<>();
        for (Effect effect : effects) {
            UpdateOutcome before = known.get(key(account, effect));
            Result result = before == null ? ran.next() : new Result(false, before);
            results.add(result);
            if (effect.ref().isPresent()) {
                known.put(key(account, effect), result.outcome());
            }
        }
        while (kind == Kind.TINY_MEMORY && known.size() > TINY) {
            known.remove(known.keySet().iterator().next());
        }
        return results;
    }

    private static String key(AccountType account, Effect effect) {
        return account + "/" + effect.ref();
    }

    private List<Result> backwards(AccountType account, List<Effect> effects) {
        List<Effect> turned = new ArrayList<>(effects);
        Collections.reverse(turned);
        List<Result> results = new ArrayList<>(right.applyOnce(account, turned));
        Collections.reverse(results);
        return results;
    }

    private List<Result> droppingLast(AccountType account, List<Effect> effects) {
        if (effects.size() < 2) {
            return right.applyOnce(account, effects);
        }
        List<Result> results = new ArrayList<>(right.applyOnce(account, effects.subList(0, effects.size() - 1)));
        results.add(new Result(false, UpdateOutcome.PROCESSED));
        return results;
    }
}
