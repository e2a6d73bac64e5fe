package org.realtimeupdates.application.client;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.AppliedUpdates.Result;
import org.realtimeupdates.application.port.persistence.Attempts;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.EffectFailedException;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each update to its specific action, once: the action's effects and the ref are one transaction for a whole batch
 * [RTU-21] [RTU-22]. An update that fails is tried alone, so that it never takes its neighbours with it; after
 * {@value #MAX_ATTEMPTS} tries it is set aside [RTU-33].
 */
public final class ManageUpdate {

    private static final Logger log = LoggerFactory.getLogger(ManageUpdate.class);

    /** How often an update is tried [RTU-33]. */
    public static final int MAX_ATTEMPTS = 5;

    private final UpdateActions actions;
    private final AppliedUpdates applied;
    private final Attempts attempts;
    private final Quarantine quarantine;
    private final EntityCodec entities;
    private final InstantSource clock;

    /**
     * Tries that the store was to blame for and did not say it took back, with the count that holds them; each account's belongs to its
     * thread.
     */
    private final Map<AccountType, Map<Ref, Integer>> wronglyCounted = new ConcurrentHashMap<>();

    public ManageUpdate(
            UpdateActions actions,
            AppliedUpdates applied,
            Attempts attempts,
            Quarantine quarantine,
            EntityCodec entities,
            InstantSource clock) {
        this.actions = actions;
        this.applied = applied;
        this.attempts = attempts;
        this.quarantine = quarantine;
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * Processes updates of one account in their order; blocks. What it returns is committed, and nothing else.
     *
     * @param commands what specific actions send commands by
     * @return what became of the first updates, in order: of all of them, or of fewer when the store failed on the way
     * @throws StoreException when the store failed before the first was done; worth another try later
     */
    public List<ProcessedUpdate> process(AccountType account, List<ReceivedUpdate> updates, FollowUpCommands commands) {
        List<ProcessedUpdate> processed = new ArrayList<>(updates.size());
        try {
            process(account, updates, commands, processed);
        } catch (RuntimeException | Error e) {
            if (processed.isEmpty()) {
                throw e;
            }
            log.warn("The store failed after {} of {} updates of {}", processed.size(), updates.size(), account, e);
        }
        return processed;
    }

    /**
     * Forgets refs that did not come since that time: the server does not send them any more [RTU-36].
     *
     * @throws StoreException when the store is at fault
     */
    public void forgetRefs(AccountType account, Instant notSeenSince) {
        applied.forget(account, notSeenSince);
    }

    private void process(
            AccountType account,
            List<ReceivedUpdate> updates,
            FollowUpCommands commands,
            List<ProcessedUpdate> processed) {
        List<UpdateEffect> distinct = new ArrayList<>(updates.size());
        Set<Ref> refs = new HashSet<>();
        for (ReceivedUpdate update : updates) {
            Optional<Ref> ref = update.ref();
            // A transaction takes each ref once: a repeated one begins another transaction.
            if (ref.isPresent() && !refs.add(ref.get())) {
                processDistinct(account, distinct, processed);
                distinct.clear();
                refs.clear();
                refs.add(ref.get());
            }
            distinct.add(new UpdateEffect(account, update, actions, entities, quarantine, commands, clock));
        }
        processDistinct(account, distinct, processed);
    }

    private void processDistinct(AccountType account, List<UpdateEffect> updates, List<ProcessedUpdate> processed) {
        Map<Ref, Integer> tried = attempts.counted(account, refs(updates));
        List<UpdateEffect> together = new ArrayList<>(updates.size());
        for (UpdateEffect update : updates) {
            // Tried before without an end: the app died or stopped in it. It may be to blame.
            if (update.ref().filter(tried::containsKey).isPresent()) {
                processTogether(account, together, processed);
                together.clear();
                processed.add(processAlone(account, update, null));
            } else {
                together.add(update);
            }
        }
        processTogether(account, together, processed);
    }

    /** Counts one more try of each, after taking back what could not be taken back before. */
    private Map<Ref, Integer> count(AccountType account, List<Ref> refs) {
        Map<Ref, Integer> wrongly = wronglyCounted.getOrDefault(account, Map.of());
        if (!wrongly.isEmpty()) {
            takeBack(account, wrongly);
            wronglyCounted.remove(account);
        }
        return attempts.count(account, refs);
    }

    /** Takes back what is still counted: the store may have done so and failed on its way back. */
    private void takeBack(AccountType account, Map<Ref, Integer> wrongly) {
        Map<Ref, Integer> now = attempts.counted(account, List.copyOf(wrongly.keySet()));
        List<Ref> still = wrongly.entrySet().stream()
                .filter(entry -> now.getOrDefault(entry.getKey(), 0) >= entry.getValue())
                .map(Map.Entry::getKey)
                .toList();
        if (!still.isEmpty()) {
            attempts.forgive(account, still);
        }
    }

    private void processTogether(AccountType account, List<UpdateEffect> updates, List<ProcessedUpdate> processed) {
        if (updates.isEmpty()) {
            return;
        }
        Map<Ref, Integer> tried = count(account, refs(updates));
        try {
            applyTogether(account, List.copyOf(updates), processed);
        } catch (StoreException e) {
            Map<Ref, Integer> counted = new LinkedHashMap<>(tried);
            updates.stream()
                    .filter(UpdateEffect::isSettled)
                    .flatMap(update -> update.ref().stream())
                    .forEach(counted::remove);
            forgive(account, counted, e);
            throw e;
        }
    }

    private void applyTogether(AccountType account, List<UpdateEffect> updates, List<ProcessedUpdate> processed) {
        List<UpdateEffect> rest = updates;
        while (!rest.isEmpty()) {
            try {
                processed.addAll(apply(account, rest));
                return;
            } catch (EffectFailedException e) {
                isolate(account, rest, e, processed);
                rest = rest.subList(e.index() + 1, rest.size());
            }
        }
    }

    /** Applies those before the failed update, then the failed one. */
    private void isolate(
            AccountType account, List<UpdateEffect> updates, EffectFailedException e, List<ProcessedUpdate> processed) {
        List<UpdateEffect> before = updates.subList(0, e.index());
        while (!before.isEmpty()) {
            try {
                processed.addAll(apply(account, before));
                before = List.of();
            } catch (EffectFailedException again) {
                // Went well a moment ago: a flaky action.
                isolate(account, before, again, processed);
                before = before.subList(again.index() + 1, before.size());
            }
        }
        processed.add(processAlone(account, updates.get(e.index()), e));
    }

    private ProcessedUpdate processAlone(
            AccountType account, UpdateEffect update, @Nullable EffectFailedException earlierFailure) {
        Optional<Ref> ref = update.ref();
        update.settle();
        Throwable failure = earlierFailure == null ? null : earlierFailure.getCause();
        for (int here = 1; ; here++) {
            Map<Ref, Integer> counted = ref.isEmpty() ? Map.of() : count(account, List.of(ref.get()));
            int attempt = Math.max(ref.map(counted::get).orElse(here), here);
            if (attempt > MAX_ATTEMPTS) {
                update.setAsideAsFailed(MAX_ATTEMPTS, failure);
            }
            try {
                return apply(account, List.of(update)).get(0);
            } catch (EffectFailedException e) {
                if (attempt > MAX_ATTEMPTS) {
                    throw new StoreException("an update could not be set aside", e);
                }
                failure = e.getCause();
            } catch (StoreException e) {
                forgive(account, counted, e);
                throw e;
            }
        }
    }

    private List<ProcessedUpdate> apply(AccountType account, List<UpdateEffect> updates) {
        List<Effect> effects = new ArrayList<>(updates.size());
        for (UpdateEffect update : updates) {
            effects.add(update.effect());
        }
        List<Result> results = applied.applyOnce(account, effects);
        List<ProcessedUpdate> processed = new ArrayList<>(updates.size());
        for (int i = 0; i < updates.size(); i++) {
            processed.add(updates.get(i).processed(results.get(i)));
        }
        return processed;
    }

    /** Takes one try of each back. */
    private void forgive(AccountType account, Map<Ref, Integer> counted, StoreException fault) {
        if (counted.isEmpty()) {
            return;
        }
        try {
            attempts.forgive(account, List.copyOf(counted.keySet()));
        } catch (StoreException e) {
            fault.addSuppressed(e);
            wronglyCounted.computeIfAbsent(account, key -> new HashMap<>()).putAll(counted);
        }
    }

    private static List<Ref> refs(List<UpdateEffect> updates) {
        List<Ref> refs = new ArrayList<>(updates.size());
        for (UpdateEffect update : updates) {
            update.ref().ifPresent(refs::add);
        }
        return refs;
    }
}
