package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.Devices;
import org.realtimeupdates.domain.Device;

/** What every {@link Devices} does. */
public abstract class DevicesContract {

    private Devices devices;

    /** For the leaf. */
    protected DevicesContract() {}

    /** One that knows no device. */
    protected abstract Devices newDevices() throws Exception;

    @BeforeEach
    void makeDevices() throws Exception {
        devices = newDevices();
    }

    @Test
    @DisplayName("RTU-30: an unknown user has no devices")
    void anUnknownUserHasNoDevices() {
        assertThat(devices.known("nobody")).isEmpty();
    }

    @Test
    @DisplayName("RTU-30: the devices of a user are known once they are registered")
    void registeredDevicesAreKnown() {
        Device phone = new Device("anna", "phone");
        Device tablet = new Device("anna", "tablet");
        devices.register(phone);
        devices.register(tablet);

        assertThat(devices.known("anna")).containsExactlyInAnyOrder(phone, tablet);
    }

    @Test
    void registeringAgainChangesNothing() {
        Device phone = new Device("anna", "phone");
        devices.register(phone);
        devices.register(phone);

        assertThat(devices.known("anna")).containsExactly(phone);
    }

    @Test
    void usersAndIdsAreTakenAsTheyAreWritten() {
        List<Device> registered = List.of(
                new Device("anna", "phone"),
                new Device("anna", "Phone"),
                new Device("Anna", "phone"),
                new Device("anna:b", "c"),
                new Device("anna", "b.c"));
        registered.forEach(devices::register);

        assertThat(devices.known("anna"))
                .containsExactlyInAnyOrder(registered.get(0), registered.get(1), registered.get(4));
        assertThat(devices.known("Anna")).containsExactly(registered.get(2));
        assertThat(devices.known("anna:b")).containsExactly(registered.get(3));
    }

    @Test
    void whatKnownGaveDoesNotChange() {
        devices.register(new Device("anna", "phone"));
        Set<Device> before = devices.known("anna");
        devices.register(new Device("anna", "tablet"));

        assertThat(before).hasSize(1);
    }

    @Test
    void threadsLoseNoDevice() throws Exception {
        OtherThread.Step register =
                () -> IntStream.range(0, 100).forEach(i -> devices.register(new Device("anna", "device" + i)));

        OtherThread.runAtOnce(List.of(register, register, register, register));

        assertThat(devices.known("anna")).hasSize(100);
    }
}
