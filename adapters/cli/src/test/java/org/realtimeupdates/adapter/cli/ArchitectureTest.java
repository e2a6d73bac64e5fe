package org.realtimeupdates.adapter.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The allowed arrows between packages. What is not listed is forbidden. */
class ArchitectureTest {

    private static final String ROOT = "org.realtimeupdates.";
    private static final String DOMAIN = ROOT + "domain";
    private static final String APPLICATION = ROOT + "application";
    private static final String PORTS = APPLICATION + ".port..";
    private static final String ADAPTER = ROOT + "adapter.";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.realtimeupdates");

    @Test
    void theDomainKnowsOnlyJava() {
        allow(DOMAIN, "java..", "org.jspecify..", DOMAIN);
    }

    @Test
    void portsKnowTheDomainAndEachOther() {
        allow(PORTS, "java..", "org.jspecify..", DOMAIN, PORTS, APPLICATION);
    }

    @Test
    void theAppsHalfDoesNotKnowTheServers() {
        allow(
                APPLICATION + ".client",
                "java..",
                "org.jspecify..",
                "org.slf4j",
                DOMAIN,
                PORTS,
                APPLICATION,
                APPLICATION + ".wire",
                APPLICATION + ".client");
    }

    @Test
    void theServersHalfDoesNotKnowTheApps() {
        allow(
                APPLICATION + ".server",
                "java..",
                "org.jspecify..",
                "org.slf4j",
                DOMAIN,
                PORTS,
                APPLICATION,
                APPLICATION + ".wire",
                APPLICATION + ".server");
    }

    @Test
    void anAdapterKnowsItsOneTechnologyAndNoOtherAdapter() {
        allowAdapter("threads", "org.slf4j");
        allowAdapter("json");
        allowAdapter("jsonb", "jakarta.json.bind..", ADAPTER + "json");
        allowAdapter("avaje", "io.avaje..", ADAPTER + "json");
        allowAdapter("mailboxes", "org.slf4j");
        allowAdapter("memory", ADAPTER + "mailboxes");
        allowAdapter("journal", "org.slf4j", ADAPTER + "mailboxes");
        allowAdapter("micrometer", "io.micrometer..");
        allowAdapter("jwt", "com.nimbusds..", "javax.crypto..", "org.slf4j");
        allowAdapter("websocket", "javax.net.ssl", "org.slf4j");
        allowAdapter("jakarta.websocket", "jakarta.websocket..", "org.slf4j", ADAPTER + "websocket..");
        allowAdapter("tyrus.client", onTyrus());
        allowAdapter("tyrus.server", onTyrus());
        allowAdapter(
                "jetty.server",
                "org.eclipse.jetty..",
                "jakarta.servlet..",
                "jakarta.websocket..",
                "javax.net.ssl",
                "org.slf4j",
                ADAPTER + "websocket..",
                ADAPTER + "jakarta.websocket");
        allowAdapter("netty.websocket", onNetty());
        allowAdapter("netty.client", onNetty());
        allowAdapter("netty.server", onNetty());
    }

    private static String[] onTyrus() {
        return new String[] {
            "jakarta.websocket..",
            "org.glassfish..",
            "javax.net.ssl",
            "org.slf4j",
            ADAPTER + "websocket..",
            ADAPTER + "jakarta.websocket"
        };
    }

    private static String[] onNetty() {
        return new String[] {
            "io.netty..", "javax.net.ssl", "org.slf4j", ADAPTER + "websocket..", ADAPTER + "netty.websocket"
        };
    }

    @Test
    void injectionIsWiredInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ADAPTER + "dagger..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dagger..", "jakarta.inject..", "javax.inject..")
                .check(CODE);
    }

    @Test
    void portsAreSmall() {
        classes()
                .that()
                .resideInAnyPackage(PORTS)
                .and()
                .areInterfaces()
                .should(PortSize.haveAtMostFourMethods())
                .check(CODE);
    }

    private static void allowAdapter(String name, String... technology) {
        List<String> allowed = new java.util.ArrayList<>(
                List.of("java..", "org.jspecify..", DOMAIN, APPLICATION + "..", ADAPTER + name + ".."));
        allowed.addAll(List.of(technology));
        allow(ADAPTER + name + "..", allowed.toArray(String[]::new));
    }

    private static void allow(String from, String... to) {
        classes()
                .that()
                .resideInAPackage(from)
                .should()
                .onlyDependOnClassesThat(inAnyOf(to))
                .check(CODE);
    }

    private static DescribedPredicate<JavaClass> inAnyOf(String... packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages)
                .or(DescribedPredicate.describe(
                        "arrays of primitives",
                        type -> type.getBaseComponentType().isPrimitive()
                                || JavaClass.Predicates.resideInAnyPackage(packages)
                                        .test(type.getBaseComponentType())));
    }
}
