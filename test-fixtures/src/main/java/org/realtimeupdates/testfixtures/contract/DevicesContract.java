package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.Devices;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.testfixtures.time.ManualClock;

/** What every {@link Devices} does. */
public abstract class DevicesContract extends ServerStoreSetup {

    /** For the leaf. */
    protected DevicesContract() {}

    @Test
    @DisplayName("RTU-30: an unknown user has no devices")
    void anUnknownUserHasNoDevices() {
        assertThat(devices.known("nobody")).isEmpty();
    }

    @Test
    @DisplayName("RTU-30: the devices of a user are known once they are registered")
    void registeredDevicesAreKnown() {
        devices.register(PHONE);
        devices.register(TABLET);

        assertThat(devices.known("anna")).containsExactlyInAnyOrder(PHONE, TABLET);
    }

    @Test
    void registeringAgainLetsNothingGo() {
        devices.register(PHONE);
        append(forAnna("a"));
        devices.register(PHONE);

        assertThat(devices.known("anna")).containsExactly(PHONE);
        assertThat(refs(PHONE_PERSONAL)).containsExactly("a");
    }

    @Test
    @DisplayName("RTU-30: it is told when a device was registered last")
    void itIsToldWhenADeviceWasRegisteredLast() {
        devices.register(PHONE);
        assertThat(devices.lastSeen(PHONE)).contains(ManualClock.START);

        clock.advance(SECOND.multipliedBy(90));
        devices.register(PHONE);

        assertThat(devices.lastSeen(PHONE)).contains(ManualClock.START.plusSeconds(90));
    }

    @Test
    @DisplayName("RTU-30: a device that was only published to was never seen")
    void aDeviceOnlyPublishedToWasNeverSeen() {
        append(forDevice(PHONE, "a"));

        assertThat(devices.known("anna")).containsExactly(PHONE);
        assertThat(devices.lastSeen(PHONE)).isEmpty();
        assertThat(devices.lastSeen(TABLET)).isEmpty();
        devices.register(PHONE);
        assertThat(devices.lastSeen(PHONE)).contains(clock.instant());
    }

    @Test
    @DisplayName("RTU-30: publishing to a device does not mean it was seen")
    void publishingDoesNotMeanSeen() {
        devices.register(PHONE);
        clock.advance(SECOND);
        append(forDevice(PHONE, "a"));

        assertThat(devices.lastSeen(PHONE)).contains(ManualClock.START);
    }

    @Test
    @DisplayName("RTU-30: a forgotten device is unknown, and what waited for it is gone")
    void aForgottenDeviceIsUnknown() {
        devices.register(PHONE);
        devices.register(TABLET);
        devices.register(BERT);
        append(forAnna("a"), forDevice(BERT, "a"), business("b"));

        devices.forget(PHONE);

        assertThat(devices.known("anna")).containsExactly(TABLET);
        assertThat(devices.lastSeen(PHONE)).isEmpty();
        assertThat(refs(PHONE_PERSONAL)).isEmpty();
        assertThat(refs(PHONE_BUSINESS)).isEmpty();
        assertThat(pending.backlog(PHONE_PERSONAL).count()).isZero();
        assertThat(refs(TABLET_PERSONAL)).containsExactly("a");
        assertThat(refs(BERT_PERSONAL)).containsExactly("a");
        assertThat(devices.lastSeen(TABLET)).isPresent();
        assertThat(pending.append(List.of(forAnna("c")))).containsExactly(Set.of(TABLET));
    }

    @Test
    @DisplayName("RTU-30: a forgotten device that is registered again starts empty, with nothing remembered of it")
    void aForgottenDeviceStartsEmpty() throws Exception {
        devices.register(PHONE);
        append(forAnna("a"), forAnna("b"));
        long last = pending.backlog(PHONE_PERSONAL).lastPosition();
        remove(PHONE_PERSONAL, "a");
        unapplied.record(PHONE_PERSONAL, List.of(new Ref("a")), UpdateOutcome.QUARANTINED);
        Optional<Ref> command = Optional.of(new Ref("command"));
        commands.handleOnce(PHONE, command, transaction -> CommandOutcome.rejected("before"));
        commands.countAttempt(PHONE, new Ref("other"));

        devices.forget(PHONE);
        devices.register(PHONE);

        assertThat(refs(PHONE_PERSONAL)).isEmpty();
        assertThat(unapplied.count(PHONE_PERSONAL)).isZero();
        assertThat(commands.handleOnce(PHONE, command, transaction -> CommandOutcome.processed()))
                .isEqualTo(CommandOutcome.processed());
        assertThat(commands.countAttempt(PHONE, new Ref("other"))).isEqualTo(1);
        append(forAnna("a"), forAnna("b", "other content"));
        assertThat(refs(PHONE_PERSONAL)).containsExactly("a", "b");
        assertThat(readAll(PHONE_PERSONAL).get(0).position()).isGreaterThan(last);
    }

    @Test
    void forgettingAnUnknownDeviceChangesNothing() {
        devices.register(PHONE);
        append(forAnna("a"));

        devices.forget(TABLET);
        devices.forget(BERT);

        assertThat(devices.known("anna")).containsExactly(PHONE);
        assertThat(refs(PHONE_PERSONAL)).containsExactly("a");
    }

    @Test
    @DisplayName("RTU-30: a further device than a user may have does not become known")
    void aFurtherDeviceThanAUserMayHaveDoesNotBecomeKnown() {
        assertThat(devices.register(PHONE, 2)).isTrue();
        append(forDevice(TABLET, "a"));

        assertThat(devices.register(new Device("anna", "watch"), 2)).isFalse();
        assertThat(devices.known("anna")).containsExactlyInAnyOrder(PHONE, TABLET);
        assertThat(devices.lastSeen(new Device("anna", "watch"))).isEmpty();
        assertThat(devices.register(PHONE, 2)).isTrue();
        assertThat(devices.register(TABLET, 1)).isTrue();
        assertThat(devices.register(BERT, 1)).isTrue();

        devices.forget(TABLET);
        assertThat(devices.register(new Device("anna", "watch"), 2)).isTrue();
    }

    @Test
    void threadsDoNotPassTheLimitTogether() throws Exception {
        OtherThread.Step register =
                () -> IntStream.range(0, 20).forEach(i -> devices.register(new Device("anna", "device" + i), 7));

        OtherThread.runAtOnce(List.of(register, register, register, register));

        assertThat(devices.known("anna")).hasSize(7);
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

    private static NewPendingUpdate business(String ref) {
        return new NewPendingUpdate(Recipient.user("anna"), AccountType.BUSINESS, new Ref(ref), "frame");
    }
}
