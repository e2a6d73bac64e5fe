package org.realtimeupdates.adapter.cli.interoperability;

import java.util.List;
import java.util.stream.Stream;

/** What our server and a peer that is the app go through together. */
final class AppScenarios {

    private static final List<Scenario<AppSetting>> ALL =
            Stream.of(AppDelivery.ALL, AppConnecting.ALL).flatMap(List::stream).toList();

    private AppScenarios() {}

    static List<Scenario<AppSetting>> all() {
        return ALL;
    }
}
