package org.realtimeupdates.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimeupdates.domain.AccountType.BUSINESS;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.AppliedUpdates.Result;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.testfixtures.time.ManualClock;

class InMemoryAppliedUpdatesTest {

    private final InMemoryDatabase database = new InMemoryDatabase();

    @Test
    @DisplayName("beyond the bound the oldest ref of the account is forgotten")
    void beyondTheBoundTheOldestRefIsForgotten() {
        InMemoryAppliedUpdates applied = new InMemoryAppliedUpdates(database, new ManualClock(), 2);
        applied.applyOnce(BUSINESS, List.of(nothing("a")));
        applied.applyOnce(PERSONAL, List.of(nothing("a"), nothing("b"), nothing("c")));

        Result known = new Result(false, UpdateOutcome.PROCESSED);
        assertThat(applied.applyOnce(BUSINESS, List.of(nothing("a")))).containsExactly(known);
        assertThat(applied.applyOnce(PERSONAL, List.of(nothing("b"), nothing("c"), nothing("a"))))
                .containsExactly(known, known, new Result(true, UpdateOutcome.PROCESSED));
    }

    private static Effect nothing(String ref) {
        return new Effect(Optional.of(new Ref(ref)), transaction -> UpdateOutcome.PROCESSED);
    }
}
