package org.realtimeupdates.application.client;

import java.util.Objects;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** What became of an update in quarantine that was to be tried again or let go; committed. */
public sealed interface ReplayedUpdate {

    AccountType account();

    Ref ref();

    /** Its specific action has run; it left the quarantine in the same transaction. */
    record Applied(AccountType account, ProcessedUpdate.Applied processed) implements ReplayedUpdate {
        public Applied {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(processed, "processed");
        }

        @Override
        public Ref ref() {
            return processed.update().ref();
        }
    }

    /** It could not be applied and is still in quarantine. */
    record Failed(AccountType account, Ref ref, String reason) implements ReplayedUpdate {
        public Failed {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(ref, "ref");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** An earlier update of the same entity is in quarantine: that goes first. */
    record Held(AccountType account, Ref ref) implements ReplayedUpdate {
        public Held {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(ref, "ref");
        }
    }

    /** It was let go without being applied. */
    record Discarded(AccountType account, Ref ref) implements ReplayedUpdate {
        public Discarded {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(ref, "ref");
        }
    }
}
