package org.realtimeupdates.adapter.cli;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** How much a port may ask of an adapter. */
final class PortSize {

    private static final int MAX_METHODS = 4;

    private PortSize() {}

    static ArchCondition<JavaClass> haveAtMostFourMethods() {
        return new ArchCondition<>("have at most " + MAX_METHODS + " abstract methods") {
            @Override
            public void check(JavaClass port, ConditionEvents events) {
                long methods = port.getMethods().stream()
                        .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                        .count();
                if (methods > MAX_METHODS) {
                    events.add(SimpleConditionEvent.violated(port, port.getName() + " has " + methods + " methods"));
                }
            }
        };
    }
}
