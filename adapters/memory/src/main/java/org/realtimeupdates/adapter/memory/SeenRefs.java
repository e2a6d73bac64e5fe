package org.realtimeupdates.adapter.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.realtimeupdates.domain.Ref;

/** The refs that a mailbox has seen: while they wait, and for a time after they were let go of [RTU-11]. */
final class SeenRefs {

    private final Duration memory;
    private final Map<Ref, Frame.Digest> digests = new HashMap<>();
    private final Queue<LetGo> letGo = new ArrayDeque<>();

    SeenRefs(Duration memory) {
        this.memory = memory;
    }

    /** The content that ref came with. */
    Optional<Frame.Digest> find(Ref ref) {
        return Optional.ofNullable(digests.get(ref));
    }

    void add(Ref ref, Frame.Digest digest) {
        digests.put(ref, digest);
    }

    /** From now on the time runs after which the ref is forgotten. */
    void letGo(Ref ref, Instant now) {
        letGo.add(new LetGo(ref, now));
    }

    /** Forgets the refs whose time is over: each once, so that it costs next to nothing for each ref. */
    void forgetOld(Instant now) {
        for (LetGo oldest = letGo.peek(); oldest != null && isOver(oldest, now); oldest = letGo.peek()) {
            digests.remove(oldest.ref);
            letGo.remove();
        }
    }

    private boolean isOver(LetGo past, Instant now) {
        return Duration.between(past.since, now).compareTo(memory) >= 0;
    }

    /** A ref that does not wait any more. */
    private record LetGo(Ref ref, Instant since) {}
}
