package org.realtimeupdates.adapter.mailboxes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The refs that a mailbox has let go of, for a time [RTU-11]. Those of one age are kept together and forgotten together. */
public final class SeenRefs {

    /** So many ages are told apart; a ref may be remembered for so much longer than it must. */
    private static final int AGES = 8;

    private final Duration memory;
    private final Duration age;
    private final Deque<Age> youngestFirst = new ArrayDeque<>();

    /**
     * Remembers none yet.
     *
     * @param memory how long, at least
     */
    public SeenRefs(Duration memory) {
        this.memory = memory;
        this.age = memory.dividedBy(AGES);
    }

    /**
     * The content that ref came with.
     *
     * @param ref the digest of its text
     */
    @Nullable
    public Digest find(Digest ref) {
        for (Age refs : youngestFirst) {
            Digest content = refs.contents.find(ref);
            if (content != null) {
                return content;
            }
        }
        return null;
    }

    /** From now on the time runs after which the ref is forgotten. */
    public void letGo(Digest ref, Digest content, Instant now) {
        Age youngest = youngestFirst.peekFirst();
        if (youngest == null || Duration.between(youngest.begun, now).compareTo(age) > 0) {
            youngest = new Age(now, now);
            youngestFirst.addFirst(youngest);
        }
        youngest.add(ref, content);
        youngest.last = now;
    }

    /** Forgets the refs whose time is over. */
    public void forgetOld(Instant now) {
        for (Age oldest = youngestFirst.peekLast();
                oldest != null && Duration.between(oldest.last, now).compareTo(memory) >= 0;
                oldest = youngestFirst.peekLast()) {
            youngestFirst.removeLast();
        }
    }

    /** Whether none is remembered. */
    public boolean isEmpty() {
        return youngestFirst.isEmpty();
    }

    /** The ages, the oldest first. */
    public List<Age> ages() {
        List<Age> oldestFirst = new ArrayList<>(youngestFirst);
        Collections.reverse(oldestFirst);
        return oldestFirst;
    }

    /** The youngest age, or where another one is that, a new one: of refs that were let go of between those times. */
    public Age youngest(Instant begun, Instant last) {
        Age youngest = youngestFirst.peekFirst();
        if (youngest == null || !youngest.begun.equals(begun)) {
            youngest = new Age(begun, last);
            youngestFirst.addFirst(youngest);
        }
        return youngest;
    }

    /** What was let go of about the same time. */
    public static final class Age {

        private final DigestTable contents = new DigestTable();
        private final Instant begun;
        private Instant last;

        private Age(Instant begun, Instant last) {
            this.begun = begun;
            this.last = last;
        }

        /** When the first was let go of. */
        public Instant begun() {
            return begun;
        }

        /** When the last was let go of. */
        public Instant last() {
            return last;
        }

        /** How many there are. */
        public int count() {
            return contents.size();
        }

        /** One more ref, by the digests of its text and of its content. */
        public void add(Digest ref, Digest content) {
            contents.put(ref, content);
        }

        /** Gives each ref with its content, by their digests. */
        public void forEach(BiConsumer<Digest, Digest> action) {
            contents.forEach(action);
        }
    }
}
