package org.realtimeupdates.testfixtures.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.realtimeupdates.application.port.persistence.RefConflictException;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.server.Publication;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;

/** The services that publish: now and then, to one device or all, again when they do not know whether it worked. */
final class Publisher {

    private static final List<Action> ACTIONS = List.of(Action.NEW, Action.UPDATE, Action.UPDATE, Action.DELETE);

    private final World world;
    private final SimulatedServer server;
    private final List<Device> devices;
    private final Behaviours behaviours;
    private final SplittableRandom random;
    private final Map<String, Integer> refs = new HashMap<>();
    private final List<Publication> published = new ArrayList<>();
    private int open;

    Publisher(World world, SimulatedServer server, List<Device> devices, Behaviours behaviours) {
        this.world = world;
        this.server = server;
        this.devices = devices;
        this.behaviours = behaviours;
        this.random = world.random().split();
    }

    /** Plans all publications of the history. */
    void plan(long chaosNanos) {
        for (int i = 0; i < world.options().publications(); i++) {
            world.time().after(random.nextLong(chaosNanos * 9 / 10), this::publishNow);
        }
    }

    /** Whether every outcome is known. */
    boolean isQuiet() {
        return open == 0;
    }

    private void publishNow() {
        if (!published.isEmpty() && world.faults().strikes(Fault.PUBLISHED_AGAIN)) {
            world.happened(Sometimes.REF_PUBLISHED_AGAIN);
            publish(List.of(earlier()));
            return;
        }
        if (!published.isEmpty() && world.faults().strikes(Fault.PUBLISHED_OTHERWISE)) {
            publishOtherwise(earlier());
            return;
        }
        int count = random.nextInt(5) == 0 ? 2 + random.nextInt(8) : 1;
        Device to = devices.get(random.nextInt(devices.size()));
        List<Publication> batch = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Recipient recipient =
                    random.nextInt(3) == 0 ? Recipient.device(to.user(), to.id()) : Recipient.user(to.user());
            batch.add(publication(recipient));
        }
        publish(batch);
    }

    private Publication earlier() {
        return published.get(world.faults().parameter(published.size()));
    }

    private Publication publication(Recipient to) {
        AccountType account = random.nextInt(3) == 0 ? AccountType.BUSINESS : AccountType.PERSONAL;
        Ref ref = new Ref("u" + refs.merge(to.user() + account.wireName(), 1, Integer::sum));
        behaviours.draw(to.user(), account, ref, random.nextInt(8) == 0);
        String type = world.faults().strikes(Fault.UNKNOWN_TYPE) ? SimulatedApp.POLL : SimulatedApp.NOTES.name();
        int ids = world.options().entityIds();
        List<String> entities = new ArrayList<>(2);
        entities.add("e" + random.nextInt(ids));
        if (random.nextInt(6) == 0 && ids > 1) {
            entities.add("e" + (Integer.parseInt(entities.get(0).substring(1)) + 1) % ids);
        }
        boolean silent = random.nextInt(4) == 0;
        Action action = ACTIONS.get(random.nextInt(ACTIONS.size()));
        return new Publication(to, account, Optional.of(ref), silent, action, payload(type, entities, ref.value()));
    }

    private static RawEntities payload(String type, List<String> ids, String text) {
        StringBuilder json = new StringBuilder("[");
        for (String id : ids) {
            json.append(json.length() > 1 ? "," : "")
                    .append("{\"id\":\"")
                    .append(id)
                    .append("\",\"text\":\"t-")
                    .append(text)
                    .append("\"}");
        }
        return new RawEntities(type, ids, json.append(']').toString());
    }

    /** Publishes; tries again until the outcome is known. */
    private void publish(List<Publication> batch) {
        open++;
        tryToPublish(batch);
    }

    private void tryToPublish(List<Publication> batch) {
        boolean[] known = new boolean[1];
        Set<Device> registered = world.oracle().registered();
        server.process().run(() -> {
            try {
                server.publisher().publishAll(batch);
                known[0] = true;
                published.addAll(batch);
                batch.forEach(publication -> world.oracle().published(publication, registered));
            } catch (RefConflictException e) {
                // Another content may have gone to a device that came later.
                known[0] = true;
                if (batch.stream().noneMatch(this::isTaken)) {
                    world.oracle().violated("update " + e.ref() + " was refused as published before, and was not");
                }
            } catch (StoreException e) {
                world.trace("publisher", "knows not whether published", "");
                world.happened(Sometimes.PUBLISH_OUTCOME_UNKNOWN);
            }
        });
        if (known[0]) {
            open--;
        } else {
            world.time().after(SimulatedLink.SECOND / 2, () -> tryToPublish(batch));
        }
    }

    private boolean isTaken(Publication publication) {
        return world.oracle()
                .conflicts(
                        publication.to().user(),
                        publication.to().device(),
                        publication.account(),
                        publication.ref().orElseThrow(),
                        "\"t-");
    }

    private void publishOtherwise(Publication earlier) {
        RawEntities before = (RawEntities) earlier.payload();
        Publication other = new Publication(
                earlier.to(),
                earlier.account(),
                earlier.ref(),
                earlier.silent(),
                earlier.action(),
                new RawEntities(before.type(), before.ids(), before.json().replace("\"t-", "\"o-")));
        Ref ref = earlier.ref().orElseThrow();
        server.process().run(() -> {
            boolean expected = world.oracle()
                    .conflicts(earlier.to().user(), earlier.to().device(), earlier.account(), ref, "\"o-");
            try {
                server.publisher().publish(other);
                if (expected) {
                    world.oracle().violated("update " + ref + " was published again with other content");
                }
            } catch (RefConflictException e) {
                world.happened(Sometimes.REF_CONFLICT);
                if (!expected) {
                    world.oracle().violated("update " + ref + " was refused as published before, and was not");
                }
            } catch (StoreException e) {
                world.trace("publisher", "failed to publish otherwise", ref.value());
            }
        });
    }
}
