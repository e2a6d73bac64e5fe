package org.realtimeupdates.adapter.memory.wrong;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.realtimeupdates.testfixtures.contract.ContractRun;

/** The contracts find what goes wrong when a process dies and another one starts. */
class WrongDurableStoresTest {

    private static final String REOPENED = "ReopenedStore.";
    private static final ContractRun CLIENT = new ContractRun(WrongDurableClientStore.class);
    private static final ContractRun SERVER = new ContractRun(WrongDurableServerStore.class);

    @TestFactory
    Stream<DynamicTest> theContractFindsAStoreOfAnAppThat() {
        return tests(WrongDurableClientStore.controls(), WrongDurableClientStore::make, CLIENT);
    }

    @TestFactory
    Stream<DynamicTest> theContractFindsAStoreOfAServerThat() {
        return tests(WrongDurableServerStore.controls(), WrongDurableServerStore::make, SERVER);
    }

    @Test
    void storesWithoutAMistakePassTheSameRules() {
        WrongDurableClientStore.make(DurableControl.right());
        WrongDurableServerStore.make(DurableControl.right());

        assertThat(CLIENT.failing(broken(WrongDurableClientStore.controls()))).isEmpty();
        assertThat(SERVER.failing(broken(WrongDurableServerStore.controls()))).isEmpty();
    }

    @Test
    void everyRuleIsBrokenByOneOfThem() {
        assertThat(broken(WrongDurableClientStore.controls())).isEqualTo(reopened(CLIENT));
        assertThat(broken(WrongDurableServerStore.controls())).isEqualTo(reopened(SERVER));
    }

    private static <S> Stream<DynamicTest> tests(
            List<DurableControl<S>> controls, Consumer<DurableControl<S>> make, ContractRun contract) {
        return controls.stream()
                .map(control -> DynamicTest.dynamicTest(control.mistake(), () -> {
                    make.accept(control);
                    assertThat(contract.failing(control.rules())).hasSameElementsAs(control.rules());
                }));
    }

    private static <S> Set<String> broken(List<DurableControl<S>> controls) {
        Set<String> rules = new TreeSet<>();
        controls.forEach(control -> rules.addAll(control.rules()));
        return rules;
    }

    private static Set<String> reopened(ContractRun contract) {
        return contract.rules().stream()
                .filter(rule -> rule.startsWith(REOPENED))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
