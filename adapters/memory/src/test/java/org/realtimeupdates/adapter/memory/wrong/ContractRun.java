package org.realtimeupdates.adapter.memory.wrong;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs rules of a contract as JUnit runs them. Rules are named {@code Group.method}. */
final class ContractRun {

    private final Launcher launcher = LauncherFactory.create();
    private final Class<?> leaf;

    /** @param leaf a contract with its factory */
    ContractRun(Class<?> leaf) {
        this.leaf = leaf;
    }

    /** All rules of the contract. */
    Set<String> rules() {
        TestPlan plan = launcher.discover(request(rule -> FilterResult.included("all of them")));
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .flatMap(test -> rule(test.getSource()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of the rules that fail. */
    Set<String> failing(Collection<String> rules) {
        Set<String> failed = new TreeSet<>();
        launcher.execute(
                request(descriptor -> FilterResult.includedIf(
                        rule(descriptor.getSource()).map(rules::contains).orElse(true))),
                new TestExecutionListener() {
                    @Override
                    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                            rule(test.getSource()).ifPresent(failed::add);
                        }
                    }
                });
        return failed;
    }

    private LauncherDiscoveryRequest request(PostDiscoveryFilter filter) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(leaf))
                .filters(filter)
                .build();
    }

    private static Optional<String> rule(Optional<TestSource> source) {
        return source.filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .map(method -> group(method.getClassName()) + "." + method.getMethodName());
    }

    private static String group(String nestedClass) {
        return nestedClass.substring(nestedClass.lastIndexOf('$') + 1).replace("OfTheStore", "");
    }
}
