package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.domain.Device;

/** What stays true while several threads use the store. A part of {@link PendingUpdatesContract}. */
abstract class PendingUpdatesThreadRules extends PendingUpdatesLimitRules {

    private static final int PUBLISHERS = 4;
    private static final int EACH = MAX_UPDATES / PUBLISHERS;
    private static final int ALL = PUBLISHERS * EACH;

    @Test
    @DisplayName("RTU-31: while threads publish, one cursor reads every update once and each thread's in order")
    void oneCursorReadsEveryUpdateOnceAndInOrder() throws Exception {
        devices.register(PHONE);
        List<String> read = new ArrayList<>();
        List<OtherThread.Step> steps = new ArrayList<>();
        for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
            String name = publisher + "-";
            steps.add(() -> IntStream.range(0, EACH).forEach(i -> append(forAnna(name + i))));
        }
        steps.add(() -> readAndRemove(read));

        OtherThread.runAtOnce(steps);

        assertThat(read).hasSize(ALL).doesNotHaveDuplicates();
        for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
            String name = publisher + "-";
            assertThat(read.stream().filter(ref -> ref.startsWith(name)))
                    .isEqualTo(IntStream.range(0, EACH).mapToObj(i -> name + i).toList());
        }
        assertThat(refs(PHONE_PERSONAL)).isEmpty();
        assertThat(resetsMade()).isZero();
    }

    @Test
    @DisplayName("RTU-11: threads that publish the same ref put it there once")
    void threadsThatPublishTheSameRefPutItThereOnce() throws Exception {
        devices.register(PHONE);
        OtherThread.Step publish = () -> IntStream.range(0, EACH).forEach(i -> append(forAnna("ref" + i)));

        OtherThread.runAtOnce(Collections.nCopies(PUBLISHERS, publish));

        assertThat(refs(PHONE_PERSONAL))
                .isEqualTo(IntStream.range(0, EACH).mapToObj(i -> "ref" + i).toList());
    }

    @Test
    @DisplayName("RTU-30: a device registered while updates are published gets all from then on")
    void aDeviceRegisteredMeanwhileGetsAllFromThenOn() throws Exception {
        devices.register(PHONE);
        List<String> addressed = new ArrayList<>();

        OtherThread.runAtOnce(List.of(() -> devices.register(TABLET), () -> {
            for (int i = 0; i < EACH; i++) {
                Set<Device> to = pending.append(List.of(forAnna("ref" + i))).get(0);
                if (to.contains(TABLET)) {
                    addressed.add("ref" + i);
                }
            }
        }));

        assertThat(refs(TABLET_PERSONAL)).isEqualTo(addressed);
        assertThat(refs(PHONE_PERSONAL)).hasSize(EACH).endsWith(addressed.toArray(new String[0]));
    }

    @Test
    @DisplayName("RTU-30: readers see all of a call or nothing of it")
    void readersSeeAllOfACallOrNothing() throws Exception {
        OtherThread.runAtOnce(List.of(
                () -> IntStream.range(0, EACH)
                        .forEach(i -> append(forDevice(PHONE, "ref" + i), forDevice(BERT, "ref" + i))),
                () -> {
                    int phone = 0;
                    while (phone < EACH && !Thread.currentThread().isInterrupted()) {
                        phone = pending.backlog(PHONE_PERSONAL).count();
                        int bert = pending.backlog(BERT_PERSONAL).count();
                        assertThat(bert).isGreaterThanOrEqualTo(phone);
                        assertThat(pending.backlog(PHONE_PERSONAL).count()).isGreaterThanOrEqualTo(bert);
                    }
                }));
    }

    private void readAndRemove(List<String> read) {
        long position = PendingUpdates.START;
        while (read.size() < ALL && !Thread.currentThread().isInterrupted()) {
            List<PendingUpdate> page = pending.readAfter(PHONE_PERSONAL, position, 7, Integer.MAX_VALUE);
            for (PendingUpdate update : page) {
                assertThat(update.position()).isGreaterThan(position);
                position = update.position();
                read.add(update.ref().value());
            }
            pending.remove(PHONE_PERSONAL, page.stream().map(PendingUpdate::ref).toList(), position);
        }
    }
}
