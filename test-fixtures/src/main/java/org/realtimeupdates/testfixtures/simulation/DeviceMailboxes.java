package org.realtimeupdates.testfixtures.simulation;

import org.jspecify.annotations.Nullable;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;

/** What the oracle knows of the mailboxes of one device; each is looked up once. */
final class DeviceMailboxes {

    private final Device device;
    private final Oracle oracle;
    private @Nullable MailboxModel personal;
    private @Nullable MailboxModel business;

    DeviceMailboxes(Device device, Oracle oracle) {
        this.device = device;
        this.oracle = oracle;
    }

    MailboxModel of(AccountType account) {
        MailboxModel known = account == AccountType.PERSONAL ? personal : business;
        return known == null ? find(account) : known;
    }

    private MailboxModel find(AccountType account) {
        MailboxModel found = oracle.mailbox(new Mailbox(device, account));
        if (account == AccountType.PERSONAL) {
            personal = found;
        } else {
            business = found;
        }
        return found;
    }
}
