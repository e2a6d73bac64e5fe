package org.realtimeupdates.adapter.netty.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StrongMasksTest {

    @Test
    void everyMaskIsItsOwn() {
        StrongMasks masks = new StrongMasks();
        Set<Integer> drawn = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            drawn.add(masks.nextMask());
        }
        assertThat(drawn).hasSizeGreaterThan(990);
    }
}
