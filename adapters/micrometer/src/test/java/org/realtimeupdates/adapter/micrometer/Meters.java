package org.realtimeupdates.adapter.micrometer;

import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import java.util.stream.Collectors;

/** A registry under virtual time, to be read by names and tags. */
final class Meters {

    static final Tags TAGS = Tags.of("app", "test");

    final MockClock clock = new MockClock();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

    double count(String name, String... tags) {
        return registry.get(name).tags(TAGS).tags(tags).counter().count();
    }

    double gauge(String name) {
        return registry.get(name).tags(TAGS).gauge().value();
    }

    /** The values that a tag has in any meter. */
    Set<String> values(String tag) {
        return registry.getMeters().stream()
                .flatMap(meter -> meter.getId().getTags().stream())
                .filter(found -> found.getKey().equals(tag))
                .map(Tag::getValue)
                .collect(Collectors.toSet());
    }
}
