package org.realtimeupdates.testfixtures.simulation;

import java.util.List;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/** What a transaction did, in words of the oracle; told when it commits. */
sealed interface StoreNote {

    /** The ref it is about, or what stands for one. */
    String subject();

    /** A specific action has run. */
    record Effect(AccountType account, Ref ref, String type, List<String> ids) implements StoreNote {
        @Override
        public String subject() {
            return ref.value();
        }
    }

    /** An update was put into the quarantine. */
    record SetAside(long position, QuarantinedUpdate update) implements StoreNote {
        @Override
        public String subject() {
            return update.ref().map(Ref::value).orElse("");
        }
    }

    /** An update left the quarantine. */
    record LeftQuarantine(long position, QuarantinedUpdate update) implements StoreNote {
        @Override
        public String subject() {
            return update.ref().map(Ref::value).orElse("");
        }
    }

    /** A command was put into the outbox. */
    record Outboxed(Ref ref) implements StoreNote {
        @Override
        public String subject() {
            return ref.value();
        }
    }

    /** A command left the outbox. */
    record LeftOutbox(Ref ref) implements StoreNote {
        @Override
        public String subject() {
            return ref.value();
        }
    }

    /** Refs were forgotten. */
    record Forgot(AccountType account, int refs) implements StoreNote {
        @Override
        public String subject() {
            return String.valueOf(refs);
        }
    }

    /** An update waits in a mailbox. */
    record Appended(Mailbox mailbox, Ref ref, String frame, boolean reset) implements StoreNote {
        @Override
        public String subject() {
            return ref.value();
        }
    }

    /** An update was dropped after its reply. */
    record Removed(Mailbox mailbox, Ref ref) implements StoreNote {
        @Override
        public String subject() {
            return ref.value();
        }
    }

    /** An update was let go of without a reply. */
    record LetGo(Mailbox mailbox, Ref ref) implements StoreNote {
        @Override
        public String subject() {
            return ref.value();
        }
    }

    /** A device became known. */
    record Registered(Device device) implements StoreNote {
        @Override
        public String subject() {
            return device.id();
        }
    }

    /** A handler of commands has written. */
    record CommandEffect(Device device, Optional<Ref> ref) implements StoreNote {
        @Override
        public String subject() {
            return ref.map(Ref::value).orElse("");
        }
    }

    /** The outcome of a command was recorded. */
    record Handled(Device device, Ref ref, CommandOutcome outcome) implements StoreNote {
        @Override
        public String subject() {
            return ref.value();
        }
    }
}
