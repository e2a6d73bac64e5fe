package org.realtimeupdates.domain;

import java.util.Objects;
import java.util.Optional;

/**
 * A request from the app to the server [RTU-40], or a control message from the server to the app [RTU-35].
 *
 * @param name what is asked for
 * @param arguments the text of one JSON object
 * @param ref the idempotency key; without one the command is fire and forget
 */
public record Command(String name, String arguments, Optional<Ref> ref) implements Payload {

    /** Arguments of a command that takes none. */
    public static final String NO_ARGUMENTS = "{}";

    public Command {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(arguments, "arguments");
        Objects.requireNonNull(ref, "ref");
    }

    /** A command without arguments and without a ref. */
    public static Command of(String name) {
        return of(name, NO_ARGUMENTS);
    }

    /**
     * A command without a ref.
     *
     * @param arguments the text of one JSON object
     */
    public static Command of(String name, String arguments) {
        return new Command(name, arguments, Optional.empty());
    }

    /** The same command under an idempotency key. */
    public Command withRef(Ref key) {
        return new Command(name, arguments, Optional.of(key));
    }

    /** Leaves the arguments out: payloads stay out of logs. */
    @Override
    public String toString() {
        return "Command[" + ref.map(Ref::value).orElse("no ref") + "]";
    }
}
