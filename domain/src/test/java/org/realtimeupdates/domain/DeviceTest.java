package org.realtimeupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices, recipients and mailboxes; RTU-50: the characters of a device id. */
class DeviceTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "0", ".", "_", "-", "phone-1.test_A"})
    void takesLettersDigitsDotsUnderscoresAndDashes(String id) {
        assertThat(new Device("ann", id).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a\n", "\u00e4", "a:b", "%41", "\u0661"})
    void refusesAnyOtherCharacter(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Device("ann", id))
                .withMessageStartingWith("device id:");
        assertThat(Device.isValidId(id)).isFalse();
    }

    @Test
    void takesAnIdOf64CharactersAndNoLongerOne() {
        assertThat(Device.isValidId("x".repeat(64))).isTrue();
        assertThat(Device.isValidId("x".repeat(65))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void refusesABlankUser(String user) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Device(user, "phone"))
                .withMessageStartingWith("user:");
        assertThatIllegalArgumentException().isThrownBy(() -> Recipient.user(user));
        assertThatIllegalArgumentException().isThrownBy(() -> Recipient.device(user, "phone"));
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> new Device(Nulls.nothing(), "phone"));
        assertThatNullPointerException().isThrownBy(() -> new Device("ann", Nulls.nothing()));
        assertThatNullPointerException().isThrownBy(() -> Recipient.user(Nulls.nothing()));
        assertThatNullPointerException().isThrownBy(() -> Recipient.device("ann", Nulls.nothing()));
        assertThatNullPointerException().isThrownBy(() -> new Recipient("ann", Nulls.nothing()));
    }

    @Test
    void aRecipientIsAUserOrOneDeviceOfTheUser() {
        assertThat(Recipient.user("ann")).isEqualTo(new Recipient("ann", Optional.empty()));
        assertThat(Recipient.device("ann", "phone").device()).contains("phone");
    }

    @Test
    void aRecipientRefusesAnIdThatNoDeviceCanHave() {
        assertThatIllegalArgumentException().isThrownBy(() -> Recipient.device("ann", "my phone"));
    }

    @ParameterizedTest
    @EnumSource(AccountType.class)
    void aMailboxIsOfOneDeviceAndOneAccount(AccountType account) {
        Device device = new Device("ann", "phone");
        assertThat(new Mailbox(device, account))
                .isEqualTo(new Mailbox(device, account))
                .isNotEqualTo(new Mailbox(new Device("ann", "tablet"), account))
                .isNotEqualTo(new Mailbox(new Device("bob", "phone"), account));
        assertThatNullPointerException().isThrownBy(() -> new Mailbox(Nulls.nothing(), account));
        assertThatNullPointerException().isThrownBy(() -> new Mailbox(device, Nulls.nothing()));
    }
}
