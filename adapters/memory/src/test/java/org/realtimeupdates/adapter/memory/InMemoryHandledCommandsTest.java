package org.realtimeupdates.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.contract.HandledCommandsContract;

class InMemoryHandledCommandsTest extends HandledCommandsContract {

    @Override
    protected HandledCommands newHandledCommands() {
        return new InMemoryHandledCommands();
    }

    @Test
    @DisplayName("RTU-40: beyond the bound the oldest outcome of the device is forgotten")
    void beyondTheBoundTheOldestOutcomeIsForgotten() throws Exception {
        HandledCommands commands = new InMemoryHandledCommands(2);
        List<String> handled = new ArrayList<>();

        for (String ref : List.of("a", "b", "c", "c", "b", "a")) {
            commands.handleOnce(new Device("anna", "phone"), new Ref(ref), () -> {
                handled.add(ref);
                return CommandOutcome.processed();
            });
        }

        assertThat(handled).containsExactly("a", "b", "c", "a");
    }
}
