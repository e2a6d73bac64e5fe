package org.realtimeupdates.adapter.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The refs that a mailbox has let go of, for a time [RTU-11]. Those of one age are kept together and forgotten together. */
final class SeenRefs {

    /** So many ages are told apart; a ref may be remembered for so much longer than it must. */
    private static final int AGES = 8;

    private final Duration memory;
    private final Duration age;
    private final Deque<LetGo> youngestFirst = new ArrayDeque<>();

    SeenRefs(Duration memory) {
        this.memory = memory;
        this.age = memory.dividedBy(AGES);
    }

    /**
     * The content that ref came with.
     *
     * @param ref the digest of its text
     */
    @Nullable
    Digest find(Digest ref) {
        for (LetGo refs : youngestFirst) {
            Digest content = refs.contents.find(ref);
            if (content != null) {
                return content;
            }
        }
        return null;
    }

    /** From now on the time runs after which the ref is forgotten. */
    void letGo(Digest ref, Digest content, Instant now) {
        LetGo youngest = youngestFirst.peekFirst();
        if (youngest == null || Duration.between(youngest.begun, now).compareTo(age) > 0) {
            youngest = new LetGo(now);
            youngestFirst.addFirst(youngest);
        }
        youngest.contents.put(ref, content);
        youngest.last = now;
    }

    /** Forgets the refs whose time is over. */
    void forgetOld(Instant now) {
        for (LetGo oldest = youngestFirst.peekLast();
                oldest != null && Duration.between(oldest.last, now).compareTo(memory) >= 0;
                oldest = youngestFirst.peekLast()) {
            youngestFirst.removeLast();
        }
    }

    /** What was let go of about the same time. */
    private static final class LetGo {

        private final DigestTable contents = new DigestTable();
        private final Instant begun;
        private Instant last;

        private LetGo(Instant now) {
            this.begun = now;
            this.last = now;
        }
    }
}
