package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimeupdates.domain.UpdateOutcome.QUARANTINED;
import static org.realtimeupdates.domain.UpdateOutcome.UNSUPPORTED;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.UnappliedUpdates;
import org.realtimeupdates.application.port.persistence.UnappliedUpdates.Unapplied;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/** What every {@link UnappliedUpdates} does. */
public abstract class UnappliedUpdatesContract extends ServerStoreSetup {

    private static final int MANY = 3_000;

    /** For the leaf. */
    protected UnappliedUpdatesContract() {}

    @Test
    @DisplayName("RTU-20: what an app could not apply is noted, the newest first")
    void whatAnAppCouldNotApplyIsNoted() {
        devices.register(PHONE);
        Instant begin = clock.instant();
        unapplied.record(PHONE_PERSONAL, refs("z", "a"), QUARANTINED);
        clock.advance(SECOND);
        unapplied.record(PHONE_PERSONAL, refs("m"), UNSUPPORTED);

        assertThat(unapplied.list(PHONE_PERSONAL, 10))
                .containsExactly(
                        new Unapplied(new Ref("m"), UNSUPPORTED, begin.plus(SECOND)),
                        new Unapplied(new Ref("a"), QUARANTINED, begin),
                        new Unapplied(new Ref("z"), QUARANTINED, begin));
        assertThat(unapplied.list(PHONE_PERSONAL, 2))
                .extracting(update -> update.ref().value())
                .containsExactly("m", "a");
        assertThat(unapplied.count(PHONE_PERSONAL)).isEqualTo(3);
    }

    @Test
    void nothingIsNotedAtFirst() {
        assertThat(unapplied.list(PHONE_PERSONAL, 10)).isEmpty();
        assertThat(unapplied.count(PHONE_PERSONAL)).isZero();

        unapplied.record(PHONE_PERSONAL, List.of(), QUARANTINED);
        assertThat(unapplied.count(PHONE_PERSONAL)).isZero();
    }

    @Test
    @DisplayName("RTU-20: what is noted stays as it is")
    void whatIsNotedStaysAsItIs() {
        unapplied.record(PHONE_PERSONAL, refs("a", "b"), QUARANTINED);
        List<Unapplied> before = unapplied.list(PHONE_PERSONAL, 10);
        clock.advance(SECOND);

        unapplied.record(PHONE_PERSONAL, refs("a", "a"), UNSUPPORTED);

        assertThat(unapplied.list(PHONE_PERSONAL, 10)).isEqualTo(before);
        assertThat(unapplied.count(PHONE_PERSONAL)).isEqualTo(2);
    }

    @Test
    @DisplayName("RTU-20: each mailbox has its own notes")
    void eachMailboxHasItsOwnNotes() {
        for (Mailbox mailbox : List.of(PHONE_PERSONAL, PHONE_BUSINESS, TABLET_PERSONAL)) {
            unapplied.record(mailbox, refs("a"), QUARANTINED);
        }
        unapplied.record(PHONE_PERSONAL, refs("b"), QUARANTINED);

        assertThat(unapplied.count(PHONE_PERSONAL)).isEqualTo(2);
        assertThat(unapplied.count(PHONE_BUSINESS)).isEqualTo(1);
        assertThat(unapplied.count(TABLET_PERSONAL)).isEqualTo(1);
        assertThat(unapplied.count(BERT_PERSONAL)).isZero();
    }

    @Test
    @DisplayName("RTU-20: of many the newest are kept")
    void ofManyTheNewestAreKept() {
        for (int from = 0; from < MANY; from += 500) {
            unapplied.record(
                    PHONE_PERSONAL,
                    IntStream.range(from, from + 500)
                            .mapToObj(i -> new Ref("ref" + i))
                            .toList(),
                    QUARANTINED);
        }

        int kept = unapplied.count(PHONE_PERSONAL);
        assertThat(kept).isBetween(100, MANY - 1);
        assertThat(unapplied.list(PHONE_PERSONAL, MANY))
                .extracting(update -> update.ref().value())
                .isEqualTo(IntStream.range(0, kept)
                        .mapToObj(i -> "ref" + (MANY - 1 - i))
                        .toList());
    }

    private static List<Ref> refs(String... refs) {
        return Stream.of(refs).map(Ref::new).toList();
    }
}
