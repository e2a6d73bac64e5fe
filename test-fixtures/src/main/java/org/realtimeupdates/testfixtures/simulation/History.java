package org.realtimeupdates.testfixtures.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/** One history, from its first start to its rest. */
final class History {

    /** By then all must be quiet once no fault strikes any more. */
    private static final long HEALED_WITHIN = 600 * SimulatedLink.SECOND;

    /** More events than any history needs: it does not come to rest. */
    private static final long MAX_STEPS = 400_000;

    private final World world;
    private final SimulatedServer server;
    private final SimulatedNetwork network;
    private final List<SimulatedDevice> devices = new ArrayList<>();
    private final Publisher publisher;
    private final SplittableRandom random;
    private final long chaos;

    History(World world) {
        this.world = world;
        this.chaos = world.options().chaos().toNanos();
        this.random = world.random().split();
        this.server = new SimulatedServer(world);
        this.network = new SimulatedNetwork(world, server);
        server.connectTo(network);
        Behaviours behaviours = new Behaviours(world);
        for (int i = 0; i < world.options().devices(); i++) {
            Device device = new Device("user" + i % world.options().users(), "device" + i);
            devices.add(new SimulatedDevice(
                    device, world, network, behaviours, world.options().someBare() && i % 2 == 0));
        }
        this.publisher = new Publisher(
                world, server, devices.stream().map(SimulatedDevice::device).toList(), behaviours);
    }

    void run() {
        server.start();
        for (SimulatedDevice device : devices) {
            world.time().after(random.nextLong(chaos / 4), device::start);
            tickLater(device);
            planCommands(device);
        }
        publisher.plan(chaos);
        serverTickLater();
        syncLater();
        if (runUntil(chaos)) {
            heal();
        }
    }

    private boolean runUntil(long end) {
        while (world.oracle().violation().isEmpty() && world.time().runNext(end)) {
            if (world.time().steps() > MAX_STEPS) {
                world.oracle().violated("more than " + MAX_STEPS + " events: does not come to rest");
            }
        }
        return world.oracle().violation().isEmpty();
    }

    private void heal() {
        world.trace("world", "heals", "");
        world.faults().calmDown();
        devices.forEach(SimulatedDevice::foreground);
        long end = chaos + HEALED_WITHIN;
        long now = chaos;
        boolean quiet = false;
        while (!quiet && now < end) {
            now += SimulatedLink.SECOND;
            if (!runUntil(now)) {
                return;
            }
            devices.forEach(SimulatedDevice::wakeUp);
            quiet = isQuiet();
        }
        if (runUntil(now + 30 * SimulatedLink.SECOND)) {
            world.oracle().finish();
            checkLeftovers();
        }
        if (!quiet && world.oracle().violation().isEmpty()) {
            world.oracle()
                    .violated("not quiet " + HEALED_WITHIN / SimulatedLink.SECOND + " s after the last fault: "
                            + unrest());
        }
    }

    /** Nothing may be left over where nothing was in the way. */
    private void checkLeftovers() {
        for (SimulatedLink link : network.links()) {
            for (LinkEnd end : List.of(link.client(), link.server())) {
                if (!end.isClosed() && end.owner().isAlive() && end.unconsumed() > 0) {
                    world.oracle().violated(link.name() + " has messages that were never consumed");
                }
            }
        }
    }

    /** A command whose outcome is known stays where the store fails to forget it, until the next connection. */
    private boolean areOutboxesQuiet() {
        boolean storesFail = world.options().has(Fault.APP_STORE_ERROR)
                || world.options().has(Fault.APP_STORE_UNKNOWN)
                || world.options().has(Fault.APP_DISK_FULL);
        return storesFail || devices.stream().allMatch(device -> device.commandsLeft() == 0);
    }

    private boolean isQuiet() {
        return server.process().isAlive()
                && publisher.isQuiet()
                && areOutboxesQuiet()
                && devices.stream().allMatch(SimulatedDevice::isQuiet)
                && world.oracle().isQuiet();
    }

    /** What is not quiet. */
    private String unrest() {
        List<String> restless = new ArrayList<>();
        if (!server.process().isAlive()) {
            restless.add("the server is down");
        }
        if (!publisher.isQuiet()) {
            restless.add("something is not published");
        }
        devices.stream()
                .filter(device -> !device.isQuiet() || device.commandsLeft() > 0)
                .forEach(device -> restless.add(device.unrest()));
        return restless.toString();
    }

    private void planCommands(SimulatedDevice device) {
        for (int i = 1; i <= world.options().commands(); i++) {
            Ref ref = new Ref("c" + i);
            AccountType account = random.nextBoolean() ? AccountType.PERSONAL : AccountType.BUSINESS;
            String name = random.nextInt(3) == 0 ? "publish" : "ping";
            device.willSend();
            world.time().after(random.nextLong(chaos * 9 / 10), () -> device.send(account, name, ref));
        }
    }

    /** Now and then something happens to an app. */
    private void tickLater(SimulatedDevice device) {
        world.time().after(SimulatedLink.SECOND / 4 + random.nextLong(4 * SimulatedLink.SECOND), () -> {
            if (!world.faults().isCalm()) {
                tick(device);
                tickLater(device);
            }
        });
    }

    private void tick(SimulatedDevice device) {
        Faults faults = world.faults();
        if (faults.strikes(Fault.BACKGROUND)) {
            if (faults.parameter(2) == 0) {
                device.background();
            } else {
                device.foreground();
            }
        }
        if (faults.strikes(Fault.APP_RESTART)) {
            device.restart();
        }
        if (faults.strikes(Fault.UPGRADE)) {
            device.upgrade();
        }
        if (faults.strikes(Fault.REPLAY)) {
            device.replay();
        }
        if (faults.strikes(Fault.DISCARD)) {
            device.discard();
        }
        if (faults.strikes(Fault.APP_CLOCK_JUMP)) {
            jump(device.clock(), world.options().retention().toNanos() / 3);
        }
    }

    private void serverTickLater() {
        world.time().after(SimulatedLink.SECOND + random.nextLong(5 * SimulatedLink.SECOND), () -> {
            if (!world.faults().isCalm()) {
                serverTick();
                serverTickLater();
            }
        });
    }

    private void serverTick() {
        Faults faults = world.faults();
        if (faults.strikes(Fault.SERVER_CLOCK_JUMP)) {
            jump(server.clock(), 3 * 86_400 * SimulatedLink.SECOND);
        }
        if (faults.strikes(Fault.SERVER_RESTART)) {
            server.stop();
        }
        if (faults.strikes(Fault.MAILBOX_DROPPED)) {
            Device device = devices.get(faults.parameter(devices.size())).device();
            server.process().run(() -> {
                try {
                    server.ports().mailboxDirectory().drop(new Mailbox(device, AccountType.PERSONAL));
                } catch (StoreException e) {
                    world.trace("server", "could not drop a mailbox", "");
                }
            });
        }
    }

    /** Sets a clock anew: ahead or behind by no more than that. */
    private void jump(SimulatedClock clock, long most) {
        long part = world.faults().parameter(2_001) - 1_000L;
        world.trace("world", "clock jumps", String.valueOf(part));
        clock.set(most / 1_000 * part);
    }

    /** What need not be durable at once is within a second, long before an app forgets. */
    private void syncLater() {
        world.time().after(SimulatedLink.SECOND, () -> {
            server.store().database().sync();
            syncLater();
        });
    }
}
