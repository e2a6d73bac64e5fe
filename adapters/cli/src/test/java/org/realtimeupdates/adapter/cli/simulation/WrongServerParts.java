package org.realtimeupdates.adapter.cli.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.identity.Identity;
import org.realtimeupdates.application.port.persistence.Devices;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.application.port.persistence.RefConflictException;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.server.Publication;
import org.realtimeupdates.application.server.PublishUpdate;
import org.realtimeupdates.application.server.ServerOptions;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.CommandReply;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;
import org.realtimeupdates.testfixtures.simulation.Wiring;

/** Ways to break the server around its mailboxes. */
final class WrongServerParts implements Wiring {

    private final Kind kind;
    private int answers;

    private WrongServerParts(Kind kind) {
        this.kind = kind;
    }

    enum Kind {
        CLAIMS_PUBLISHED,
        CONFLICT_IGNORED,
        REF_MADE_ANEW,
        JOINS_NOTHING,
        REGISTERS_NOTHING,
        LARGE_WINDOW,
        COMMAND_AFTERWARDS,
        COMMAND_NEVER,
        COMMAND_BY_REF,
        ONE_USER,
        ANSWERS_LOST;

        Wiring wiring() {
            return new WrongServerParts(this);
        }
    }

    @Override
    public PublishUpdate publisher(PublishUpdate publisher) {
        return new PublishUpdate() {
            @Override
            public List<Published> publishAll(List<Publication> publications) {
                try {
                    return publisher.publishAll(anew(publications));
                } catch (StoreException e) {
                    return claimed(Kind.CLAIMS_PUBLISHED, publications, e);
                } catch (RefConflictException e) {
                    return claimed(Kind.CONFLICT_IGNORED, publications, e);
                }
            }

            @Override
            public List<Published> publishAll(Transaction joined, List<Publication> publications) {
                return kind == Kind.JOINS_NOTHING
                        ? publisher.publishAll(publications)
                        : publisher.publishAll(joined, publications);
            }

            private List<Published> claimed(Kind when, List<Publication> publications, RuntimeException e) {
                if (kind != when) {
                    throw e;
                }
                return publications.stream()
                        .map(publication -> new Published(publication.ref().orElseThrow(), 1))
                        .toList();
            }
        };
    }

    private List<Publication> anew(List<Publication> publications) {
        if (kind != Kind.REF_MADE_ANEW) {
            return publications;
        }
        return publications.stream()
                .map(publication -> publication.withRef(new Ref("x" + answers++)))
                .toList();
    }

    @Override
    public ServerOptions serverOptions(ServerOptions options) {
        return kind == Kind.LARGE_WINDOW ? options.withWindow(options.window() * 2 + 1) : options;
    }

    @Override
    public Authenticator authenticator(Authenticator authenticator) {
        return kind == Kind.ONE_USER
                ? token -> authenticator.authenticate(token).map(user -> Identity.of("user0"))
                : authenticator;
    }

    @Override
    public MessageCodec serverCodec(MessageCodec codec) {
        if (kind != Kind.ANSWERS_LOST) {
            return codec;
        }
        return new MessageCodec() {
            @Override
            public List<Decoded> decode(String message, Sender sender, Subprotocol subprotocol) {
                return codec.decode(message, sender, subprotocol);
            }

            @Override
            public String encode(SocketMessage message, Subprotocol subprotocol) {
                if (message.payload() instanceof CommandReply reply) {
                    return codec.encode(
                            new SocketMessage(message.account(), new CommandReply(new Ref("other"), reply.outcome())),
                            subprotocol);
                }
                return codec.encode(message, subprotocol);
            }
        };
    }

    @Override
    public ServerStorePorts serverStore(ServerStorePorts store) {
        return new ServerStorePorts(
                store.pendingUpdates(),
                devices(store.devices()),
                commands(store.handledCommands()),
                store.mailboxDirectory(),
                store.unappliedUpdates(),
                store.expiry());
    }

    private Devices devices(Devices right) {
        if (kind != Kind.REGISTERS_NOTHING) {
            return right;
        }
        return new Devices() {
            @Override
            public boolean register(Device device, int maxDevices) {
                return true;
            }

            @Override
            public Set<Device> known(String user) {
                return right.known(user);
            }

            @Override
            public Optional<Instant> lastSeen(Device device) {
                return right.lastSeen(device);
            }

            @Override
            public void forget(Device device) {
                right.forget(device);
            }
        };
    }

    private HandledCommands commands(HandledCommands right) {
        return new HandledCommands() {
            @Override
            public CommandOutcome handleOnce(Device device, Optional<Ref> ref, Handler handler) throws Exception {
                return switch (kind) {
                    case COMMAND_NEVER -> right.handleOnce(device, Optional.empty(), handler);
                    case COMMAND_AFTERWARDS -> {
                        CommandOutcome outcome = right.handleOnce(device, Optional.empty(), handler);
                        yield right.handleOnce(device, ref, transaction -> outcome);
                    }
                    case COMMAND_BY_REF -> right.handleOnce(new Device(device.user(), "any"), ref, handler);
                    default -> right.handleOnce(device, ref, handler);
                };
            }

            @Override
            public int countAttempt(Device device, Ref ref) {
                return right.countAttempt(device, ref);
            }
        };
    }
}
