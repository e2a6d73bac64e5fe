package org.realtimeupdates.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Ref;

/** Files that are not as they were written: what a loss of power does to the last write is mended, all else is told. */
class DamageTest extends StoreFixture {

    private static final String FIRST = Segment.name(1);

    private final MemoryStorage storage = new MemoryStorage();

    @Test
    @DisplayName("RTU-30: a last write that is cut short at any byte is gone, all before it is there")
    void aLastWriteThatIsCutShortIsGone() {
        append(open(storage), "a", "b");
        byte[] before = storage.bytes(FIRST);
        MemoryStorage longer = storage.afterKill();
        append(open(longer), "c", "d");
        byte[] after = longer.bytes(FIRST);

        for (int length = before.length; length < after.length; length++) {
            MemoryStorage torn = longer.afterKill();
            torn.put(FIRST, Arrays.copyOf(after, length));
            JournalServerStore store = open(torn);

            assertThat(waiting(store)).as("%d bytes", length).containsExactly("a", "b");
            append(store, "e");
            assertThat(waiting(open(torn.afterPowerLoss()))).containsExactly("a", "b", "e");
        }
        assertThat(waiting(open(longer.afterKill()))).containsExactly("a", "b", "c", "d");
    }

    @Test
    @DisplayName("RTU-30: a last write of which any byte is wrong, or that ends in zeros, is gone")
    void aLastWriteWithAWrongByteIsGone() {
        JournalServerStore store = open(storage);
        append(store, "a");
        int end = storage.bytes(FIRST).length;
        append(store, "b");
        byte[] after = storage.bytes(FIRST);

        for (int at = end; at < after.length; at++) {
            byte[] wrong = after.clone();
            wrong[at] ^= 0x10;
            storage.put(FIRST, wrong);
            assertThat(waiting(open(storage.afterKill()))).containsExactly("a");

            byte[] zeros = after.clone();
            Arrays.fill(zeros, at, zeros.length, (byte) 0);
            storage.put(FIRST, Arrays.copyOf(zeros, zeros.length + 100));
            assertThat(waiting(open(storage.afterKill())).get(0)).isEqualTo("a");
        }
    }

    @Test
    void aWrongByteBeforeTheLastWriteIsToldWithItsPlace() {
        JournalServerStore store = open(storage);
        append(store, "a");
        int end = storage.bytes(FIRST).length;
        append(store, "b");
        append(store, "c");
        byte[] bytes = storage.bytes(FIRST);

        for (int at = FileHeader.LENGTH; at < end; at++) {
            byte[] wrong = bytes.clone();
            wrong[at] ^= 0x10;
            MemoryStorage damaged = storage.afterKill();
            damaged.put(FIRST, wrong);

            assertThatThrownBy(() -> open(damaged))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("memory:00000001.segment is damaged at offset " + FileHeader.LENGTH);
            assertThat(damaged.bytes(FIRST)).isEqualTo(wrong);
        }
    }

    @Test
    void aWrongByteInAnEarlierSegmentIsTold() {
        fillSegments(open(storage), 3);
        for (String name : storage.list()) {
            byte[] bytes = storage.bytes(name);
            if (bytes.length > FileHeader.LENGTH && !name.equals(lastSegment())) {
                bytes[bytes.length - 1] ^= 1;
                MemoryStorage damaged = storage.afterKill();
                damaged.put(name, bytes);

                assertDamageIsTold(damaged, name);
            }
        }
    }

    @Test
    void anEarlierSegmentThatIsShorterIsTold() {
        fillSegments(open(storage), 3);
        String name = Segment.name(Segment.numberIn(lastSegment()).orElseThrow() - 1);
        byte[] bytes = storage.bytes(name);
        MemoryStorage damaged = storage.afterKill();
        damaged.put(name, Arrays.copyOf(bytes, bytes.length - 1));

        assertDamageIsTold(damaged, name);
    }

    @Test
    void aFileThatIsMissingIsTold() {
        fillSegments(open(storage), 4);
        for (String name : storage.list()) {
            // That the last one is missing can be seen only if a checkpoint names it.
            if (Segment.numberIn(name).isPresent() && !name.equals(lastSegment())) {
                MemoryStorage damaged = storage.afterKill();
                damaged.delete(name);
                assertDamageIsTold(damaged, name);
            }
        }
    }

    @Test
    void aSegmentThatWasBeingMadeIsMadeAgain() {
        append(open(storage), "a");
        for (int length = 0; length <= FileHeader.LENGTH; length++) {
            MemoryStorage begun = storage.afterKill();
            begun.put(Segment.name(2), new byte[length]);
            JournalServerStore store = open(begun);
            append(store, "b");

            assertThat(waiting(open(begun.afterPowerLoss()))).containsExactly("a", "b");
        }
    }

    @Test
    void aFileOfANewerFormatIsTold() {
        append(open(storage), "a");
        byte[] bytes = storage.bytes(FIRST);
        bytes[7]++;
        storage.put(FIRST, bytes);

        assertThatThrownBy(() -> open(storage))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer version")
                .hasMessageContaining(FIRST);
    }

    @Test
    void damageThatComesLaterIsToldWhenItIsRead() {
        JournalServerStore store = open(storage);
        append(store, "a", "b");
        byte[] bytes = storage.bytes(FIRST);
        bytes[bytes.length - 1] ^= 1;
        MemoryStorage copy = storage.afterKill();
        JournalServerStore reading = open(copy);
        copy.overwrite(FIRST, bytes);

        assertThatThrownBy(() -> waiting(reading))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("memory:00000001.segment is damaged at offset ");
    }

    @Test
    @DisplayName("RTU-40: of a command all is found or nothing, wherever its record is cut")
    void ofACommandAllIsFoundOrNothing() throws Exception {
        JournalServerStore store = open(storage);
        store.devices().register(PHONE);
        int before = storage.bytes(FIRST).length;
        Ref ref = new Ref("command");
        store.handledCommands().handleOnce(PHONE, Optional.of(ref), transaction -> {
            store.pendingUpdates().append(transaction, List.of(forPhone("a"), forDevice(TABLET, "b")));
            return CommandOutcome.rejected("no");
        });
        byte[] after = storage.bytes(FIRST);

        for (int length = before; length <= after.length; length++) {
            MemoryStorage torn = storage.afterKill();
            torn.put(FIRST, Arrays.copyOf(after, length));
            JournalServerStore found = open(torn);
            boolean whole = length == after.length;

            assertThat(waiting(found)).hasSize(whole ? 1 : 0);
            assertThat(waiting(found, TABLET_PERSONAL)).hasSize(whole ? 1 : 0);
            assertThat(found.handledCommands().handleOnce(PHONE, Optional.of(ref), again -> CommandOutcome.processed()))
                    .isEqualTo(whole ? CommandOutcome.rejected("no") : CommandOutcome.processed());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName(
            "RTU-30: whatever the power leaves of what was not synced, all that was published is there but for replies")
    void whatWasPublishedIsThereWhateverThePowerLeaves(long seed) {
        Random random = new Random(seed);
        MemoryStorage disk = storage;
        JournalServerStore store = open(disk, 2_000, 100_000);
        List<String> published = new ArrayList<>();
        Set<String> replied = new HashSet<>();
        for (int step = 0; step < 300; step++) {
            if (random.nextInt(3) == 0) {
                append(store, "update " + step);
                published.add("update " + step);
            } else if (!published.isEmpty() && random.nextInt(4) > 0) {
                String ref = published.get(random.nextInt(published.size()));
                replied.add(ref);
                remove(store, ref);
            } else if (random.nextInt(4) == 0) {
                disk = disk.afterPowerLoss(random);
                store = open(disk, 2_000, 100_000);
                List<String> found = waiting(store);
                List<String> expected = new ArrayList<>(published);
                expected.removeIf(ref -> replied.contains(ref) && !found.contains(ref));
                assertThat(found).as("step %d", step).isEqualTo(expected);
                published.retainAll(found);
                replied.clear();
            }
        }
    }

    /** Each segment holds an update that waits. */
    private void fillSegments(JournalServerStore store, int segments) {
        int i = 0;
        while (Segment.numberIn(lastSegment()).orElseThrow() <= segments) {
            append(store, "update " + i++);
        }
        append(store, "last");
    }

    private String lastSegment() {
        return storage.list().stream()
                .filter(name -> Segment.numberIn(name).isPresent())
                .sorted()
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private void assertDamageIsTold(MemoryStorage damaged, String name) {
        assertThatThrownBy(() -> waiting(open(damaged)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(name);
    }
}
