package org.realtimeupdates.adapter.memory.wrong;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;
import org.realtimeupdates.testfixtures.contract.ContractRun;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;

/** The contracts find every mistake that they are there to find: each of these stores has one. */
class WrongStoresTest {

    private static final ContractRun CLIENT = new ContractRun(WrongClientStore.class);
    private static final ContractRun SERVER = new ContractRun(WrongServerStore.class);

    @TestFactory
    Stream<DynamicTest> theContractFindsAStoreOfAnAppThat() {
        return tests(clientControls(), WrongClientStore::make, CLIENT);
    }

    @TestFactory
    Stream<DynamicTest> theContractFindsAStoreOfAServerThat() {
        return tests(serverControls(), WrongServerStore::make, SERVER);
    }

    @Test
    void storesWithoutAMistakePassTheSameRules() {
        WrongClientStore.make(WrongClientStore.right());
        WrongServerStore.make(WrongServerStore.right());

        assertThat(CLIENT.failing(broken(clientControls()))).isEmpty();
        assertThat(SERVER.failing(broken(serverControls()))).isEmpty();
    }

    @Test
    void everyRuleIsBrokenByOneOfThem() {
        assertThat(broken(clientControls())).isEqualTo(CLIENT.rules());
        assertThat(broken(serverControls())).isEqualTo(SERVER.rules());
    }

    private static <S> Stream<DynamicTest> tests(
            List<Control<S>> controls, Consumer<Control<S>> make, ContractRun contract) {
        return controls.stream()
                .map(control -> DynamicTest.dynamicTest(control.mistake(), () -> {
                    make.accept(control);
                    assertThat(contract.failing(control.rules())).hasSameElementsAs(control.rules());
                }));
    }

    private static <S> Set<String> broken(List<Control<S>> controls) {
        Set<String> rules = new TreeSet<>();
        controls.forEach(control -> rules.addAll(control.rules()));
        return rules;
    }

    private static List<Control<ClientStorePorts>> clientControls() {
        return Stream.of(
                        WrongAppliedUpdates.controls(),
                        WrongAttempts.controls(),
                        WrongQuarantines.controls(),
                        WrongOutboxes.controls(),
                        WrongEntityStores.controls())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Control<ServerStorePorts>> serverControls() {
        return Stream.of(
                        WrongPendingUpdates.controls(),
                        WrongRefs.controls(),
                        WrongDevices.controls(),
                        WrongHandledCommands.controls(),
                        WrongDirectories.controls())
                .flatMap(List::stream)
                .toList();
    }
}
