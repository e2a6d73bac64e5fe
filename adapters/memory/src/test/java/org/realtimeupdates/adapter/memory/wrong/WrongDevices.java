package org.realtimeupdates.adapter.memory.wrong;

import static org.realtimeupdates.adapter.memory.wrong.Mistake.at;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.nothingAt;
import static org.realtimeupdates.adapter.memory.wrong.WrongPendingUpdates.APPEND;
import static org.realtimeupdates.adapter.memory.wrong.WrongPendingUpdates.updates;

import java.time.Instant;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;

/** Wrong memories of devices. */
final class WrongDevices {

    private static final String REGISTER = "Devices.register";
    private static final String KNOWN = "Devices.known";
    private static final String FORGET = "Devices.forget";

    private WrongDevices() {}

    static List<Control<ServerStorePorts>> controls() {
        return List.of(
                Control.of(
                        "knows a device of everybody",
                        at(KNOWN, call -> Set.of(new Device(call.last(String.class), "phone"))),
                        "Devices.anUnknownUserHasNoDevices",
                        "Devices.registeredDevicesAreKnown"),
                Control.withStore(
                        "begins anew when a device comes again",
                        store -> at(REGISTER, call -> {
                            store.devices().forget(call.last(Device.class));
                            return call.proceed();
                        }),
                        "Devices.registeringAgainLetsNothingGo"),
                Control.of(
                        "takes any number of devices",
                        at(
                                REGISTER,
                                call -> call.size() == 2
                                        ? call.withLast(Integer.MAX_VALUE).proceed()
                                        : call.proceed()),
                        "Devices.aFurtherDeviceThanAUserMayHaveDoesNotBecomeKnown",
                        "Devices.threadsDoNotPassTheLimitTogether"),
                Control.withStore(
                        "tells when a device came first",
                        store -> {
                            Map<Device, Optional<Instant>> first = new HashMap<>();
                            return at("Devices.lastSeen", call -> {
                                Device device = call.last(Device.class);
                                return first.computeIfAbsent(
                                        device, key -> store.devices().lastSeen(key));
                            });
                        },
                        "Devices.itIsToldWhenADeviceWasRegisteredLast"),
                Control.withStore(
                        "has seen the devices that it published to",
                        store -> at(APPEND, call -> {
                            updates(call)
                                    .forEach(update -> update.to()
                                            .device()
                                            .ifPresent(id -> store.devices()
                                                    .register(new Device(
                                                            update.to().user(), id))));
                            return call.proceed();
                        }),
                        "Devices.aDeviceOnlyPublishedToWasNeverSeen",
                        "Devices.publishingDoesNotMeanSeen"),
                Control.of(
                        "forgets no device",
                        nothingAt(FORGET),
                        "Devices.aForgottenDeviceIsUnknown",
                        "Devices.aForgottenDeviceStartsEmpty"),
                Control.withStore(
                        "forgets all devices of the user",
                        store -> at(FORGET, call -> {
                            store.devices()
                                    .known(call.last(Device.class).user())
                                    .forEach(store.devices()::forget);
                            return null;
                        }),
                        "Devices.forgettingAnUnknownDeviceChangesNothing",
                        "Devices.aForgottenDeviceIsUnknown"),
                Control.of(
                        "takes users for the same that are alike",
                        at(
                                REGISTER,
                                call -> call.withLast(lowerCase(call.last(Device.class)))
                                        .proceed()),
                        "Devices.usersAndIdsAreTakenAsTheyAreWritten"),
                Control.withStore(
                        "gives a set that goes on changing",
                        store -> at(KNOWN, call -> new AbstractSet<Device>() {
                            @Override
                            public Iterator<Device> iterator() {
                                return store.devices()
                                        .known(call.last(String.class))
                                        .iterator();
                            }

                            @Override
                            public int size() {
                                return store.devices()
                                        .known(call.last(String.class))
                                        .size();
                            }
                        }),
                        "Devices.whatKnownGaveDoesNotChange"),
                Control.withStore(
                        "loses the ninetieth device",
                        store -> at(
                                REGISTER,
                                call -> call.last(Device.class).id().equals("device90") ? null : call.proceed()),
                        "Devices.threadsLoseNoDevice"));
    }

    private static Device lowerCase(Device device) {
        return new Device(device.user().toLowerCase(Locale.ROOT), device.id().toLowerCase(Locale.ROOT));
    }
}
