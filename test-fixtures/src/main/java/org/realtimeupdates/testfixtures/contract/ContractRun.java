package org.realtimeupdates.testfixtures.contract;

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

/**
 * Runs rules of a contract inside a test, to show that the contract finds a mistake. A rule is named {@code Group.method}, or
 * {@code method} in a contract without groups. For one thread; blocks while rules run.
 */
public final class ContractRun {

    private final Launcher launcher = LauncherFactory.create();
    private final Class<?> leaf;

    /** @param leaf a contract with its factory; its name must not end like that of a test, so that the build does not run it too */
    public ContractRun(Class<?> leaf) {
        this.leaf = leaf;
    }

    /** All rules of the contract. */
    public Set<String> rules() {
        TestPlan plan = launcher.discover(request(rule -> FilterResult.included("all of them")));
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .flatMap(test -> rule(test.getSource()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Runs those rules; gives the ones that fail. */
    public Set<String> failing(Collection<String> rules) {
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

    private Optional<String> rule(Optional<TestSource> source) {
        return source.filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .map(method -> group(method.getClassName()) + method.getMethodName());
    }

    private String group(String testClass) {
        return testClass.equals(leaf.getName())
                ? ""
                : testClass.substring(testClass.lastIndexOf('$') + 1).replace("OfTheStore", "") + ".";
    }
}
