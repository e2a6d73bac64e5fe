package org.realtimeupdates.adapter.mailboxes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderedSlotsTest {

    @Test
    void thereIsAlwaysRoomForHalfAsManyMore() {
        OrderedSlots slots = new OrderedSlots();
        for (int moves = 0; moves < 20; moves++) {
            while (!slots.mustMove(1)) {
                slots.add(slots.end());
            }
            assertThat(slots.used()).isEqualTo(slots.capacity());
            slots = moved(slots);
            assertThat(slots.capacity() - slots.used()).isEqualTo(slots.used() / 2);
        }
    }

    @Test
    void thereIsRoomForAsManyMoreAsAreAskedFor() {
        OrderedSlots slots = new OrderedSlots();
        slots.add(1);

        assertThat(slots.mustMove(7)).isFalse();
        assertThat(slots.mustMove(8)).isTrue();
        assertThat(slots.forMoving(100).capacity()).isEqualTo(101);
    }

    @Test
    void whenMostAreGapsTheyAreMovedToFewerSlots() {
        OrderedSlots slots = new OrderedSlots();
        for (int i = 0; i < 1_000; i++) {
            slots = slots.mustMove(1) ? moved(slots) : slots;
            slots.add(i);
        }
        for (int used = 999; used >= 0; used--) {
            slots.removed();
            slots = slots.mustMove(0) ? moved(slots) : slots;
            assertThat(slots.capacity()).isLessThanOrEqualTo(Math.max(8, 4 * used + 4));
        }
    }

    @Test
    void thoseOfOneHashAreToldApart() {
        OrderedSlots slots = new OrderedSlots();
        for (int i = 0; i < 5; i++) {
            int slot = slots.add(7);
            assertThat(slots.find(7, found -> found == slot)).isEqualTo(slot);
        }
        assertThat(slots.find(7, found -> false)).isEqualTo(OrderedSlots.NONE);
        assertThat(slots.find(8, found -> true)).isEqualTo(OrderedSlots.NONE);
    }

    private static OrderedSlots moved(OrderedSlots slots) {
        OrderedSlots moved = slots.forMoving(0);
        for (int i = 0; i < slots.used(); i++) {
            moved.add(i);
        }
        return moved;
    }
}
