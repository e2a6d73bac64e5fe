package org.realtimeupdates.testfixtures.contract;

import static org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause.FAILED;
import static org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause.MALFORMED;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.QuarantineView;
import org.realtimeupdates.application.port.persistence.QuarantineView.Entry;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** The updates of {@link QuarantineContract}. */
abstract class QuarantineSetup extends ClientStoreSetup {

    static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

    void add(QuarantinedUpdate... updates) {
        inTransaction(transaction -> {
            for (QuarantinedUpdate update : updates) {
                quarantine.add(transaction, update);
            }
        });
    }

    List<Entry> entries() {
        return quarantine.list(QuarantineView.START, Integer.MAX_VALUE);
    }

    /** The oldest updates in quarantine. */
    List<QuarantinedUpdate> listed(int max) {
        return quarantine.list(QuarantineView.START, max).stream()
                .map(Entry::update)
                .toList();
    }

    static QuarantinedUpdate update(AccountType account, String ref, String type, String... ids) {
        return new QuarantinedUpdate(
                Optional.of(account),
                Optional.of(new Ref(ref)),
                type,
                List.of(ids),
                FAILED,
                "IllegalStateException",
                5,
                SINCE,
                "{\"ref\":\"" + ref + "\"}");
    }

    static QuarantinedUpdate withoutRef(String text) {
        return new QuarantinedUpdate(
                Optional.empty(), Optional.empty(), "", List.of(), MALFORMED, "unreadable", 0, SINCE, text);
    }
}
