package org.realtimeupdates.adapter.cli.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;
import org.realtimeupdates.testfixtures.simulation.Wiring;

/** Ways to break the outbox. */
final class WrongOutbox implements Outbox {

    private final Outbox right;
    private final Kind kind;

    private WrongOutbox(Outbox right, Kind kind) {
        this.right = right;
        this.kind = kind;
    }

    enum Kind {
        FORGETS_AT_SEND,
        NEWEST_FIRST,
        OUTSIDE_THE_TRANSACTION,
        LOSES_ADDED;

        Wiring wiring() {
            return new Wiring() {
                @Override
                public ClientStorePorts clientStore(Device device, ClientStorePorts store) {
                    return new ClientStorePorts(
                            store.appliedUpdates(),
                            store.attempts(),
                            store.quarantine(),
                            new WrongOutbox(store.outbox(), Kind.this),
                            store.entities());
                }
            };
        }
    }

    @Override
    public void add(AccountType account, Command command) {
        right.add(account, command);
        if (kind == Kind.LOSES_ADDED) {
            right.remove(command.ref().orElseThrow());
        }
    }

    @Override
    public void add(Transaction transaction, AccountType account, Command command) {
        if (kind == Kind.OUTSIDE_THE_TRANSACTION) {
            right.add(account, command);
        } else {
            right.add(transaction, account, command);
        }
    }

    @Override
    public List<Entry> list(long position, int max) {
        List<Entry> entries = new ArrayList<>(right.list(position, max));
        if (kind == Kind.NEWEST_FIRST) {
            Collections.reverse(entries);
        } else if (kind == Kind.FORGETS_AT_SEND) {
            entries.forEach(entry -> right.remove(entry.command().ref().orElseThrow()));
        }
        return entries;
    }

    @Override
    public void remove(Ref ref) {
        right.remove(ref);
    }
}
