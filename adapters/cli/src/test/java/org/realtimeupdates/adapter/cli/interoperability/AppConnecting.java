package org.realtimeupdates.adapter.cli.interoperability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/** How the connection of a peer that is the app begins and ends. */
final class AppConnecting {

    /** Longer than a silent peer lives [RTU-56]. */
    static final Duration IDLE = Duration.ofSeconds(50);

    static final List<Scenario<AppSetting>> ALL = List.of(
            Scenario.of("a browser's credentials (RTU-51)", AppConnecting::browserCredentials),
            Scenario.of("an offer that is not answered (RTU-8)", AppConnecting::unansweredOffer)
                    .needing("headers"),
            Scenario.of("a bad token is refused (RTU-52)", AppConnecting::badToken),
            Scenario.of("another origin is refused (RTU-53)", AppConnecting::origins),
            Scenario.of("a second connection takes over: 4409 (RTU-54)", AppConnecting::takeover),
            Scenario.of("no JSON: 1008 (RTU-3)", it -> badMessage(it, Login.V1, "{\"account\":", 1008)),
            Scenario.of(
                    "wrong direction: 1008 (RTU-5)",
                    it -> badMessage(
                            it, Login.V1, Frames.update("personal", "u1", "").toString(), 1008)),
            Scenario.of(
                    "text where binary was agreed on: 1003 (RTU-3)", it -> badMessage(it, Login.BINARY, "{}", 1003)),
            Scenario.of("over 64 KiB: 1009 (RTU-4)", AppConnecting::tooBig),
            Scenario.of("invalid UTF-8: 1007 (RTU-3)", AppConnecting::invalidUtf8),
            Scenario.of("a ping is answered", AppConnecting::ping).needing("ping"),
            Scenario.of("50 s of silence (RTU-56)", AppConnecting::idle).slowly());

    private AppConnecting() {}

    private static void browserCredentials(AppSetting it) throws InterruptedException {
        it.publish("personal", "u1");
        AppConnection app = it.connect(Login.V1.asBrowsersDo().replying("refs"));
        assertThat(app.awaitOpen()).isEqualTo(Login.V1_NAME);
        assertThat(app.await("personal", 3)).containsExactly("backlog 1", "u1", "caughtUp");
        it.close(app);
        assertThat(it.pending("personal")).isEmpty();
    }

    /** Some libraries break the handshake off, others go on. */
    private static void unansweredOffer(AppSetting it) throws InterruptedException {
        AppConnection app = it.connect(Login.offering("chat"));
        if (!app.opens()) {
            app = it.connect(Login.BARE);
            assertThat(app.awaitOpen()).isEmpty();
        }
        it.publish("personal", "u1");
        assertThat(app.await("personal", 1)).containsExactly("u1");
        app.close();
    }

    private static void badToken(AppSetting it) throws InterruptedException {
        for (Login login : List.of(Login.V1, Login.V1.asBrowsersDo())) {
            int status = it.connect(login.withToken("stolen")).awaitRefused();
            assertThat(status).isEqualTo(it.peer().can("status") ? 401 : 0);
        }
    }

    private static void origins(AppSetting it) throws InterruptedException {
        int status = it.connect(Login.V1.from(it.foreignOrigin())).awaitRefused();
        assertThat(status).isEqualTo(it.peer().can("status") ? 403 : 0);
        AppConnection app = it.connect(Login.V1.from(AppSetting.allowedOrigin(it.peer())));
        assertThat(app.awaitOpen()).isEqualTo(Login.V1_NAME);
        app.close();
    }

    private static void takeover(AppSetting it) throws InterruptedException {
        AppConnection older = it.connect(Login.V1);
        assertThat(older.await("personal", 2)).containsExactly("backlog 0", "caughtUp");
        AppConnection newer = it.connect(Login.V1.replying("single"));
        assertThat(newer.await("personal", 2)).containsExactly("backlog 0", "caughtUp");
        assertThat(older.awaitClosed()).isEqualTo(4409);
        it.publish("personal", "u1");
        assertThat(newer.await("personal", 1)).containsExactly("u1");
        it.close(newer);
        assertThat(it.pending("personal")).isEmpty();
    }

    private static void badMessage(AppSetting it, Login login, String message, Integer... codes)
            throws InterruptedException {
        it.publish("personal", "u1");
        AppConnection app = it.connect(login);
        app.awaitOpen();
        app.sendText(message);
        assertThat(app.awaitClosed()).isIn((Object[]) codes);
        assertThat(it.pending("personal")).containsExactly("u1");
    }

    private static void tooBig(AppSetting it) throws InterruptedException {
        String message = "{\"x\":\"" + "x".repeat(65_536) + "\"}";
        if (it.server().mayReset()) {
            badMessage(it, Login.V1, message, 1009, 1006);
        } else {
            badMessage(it, Login.V1, message, 1009);
        }
    }

    private static void invalidUtf8(AppSetting it) throws InterruptedException {
        AppConnection app = it.connect(Login.BINARY);
        app.awaitOpen();
        app.sendBytes(new byte[] {'{', (byte) 0xC3, '}'});
        assertThat(app.awaitClosed()).isEqualTo(1007);
    }

    private static void ping(AppSetting it) throws InterruptedException {
        AppConnection app = it.connect(Login.V1);
        app.awaitOpen();
        app.ping();
        app.awaitPong();
        app.close();
    }

    private static void idle(AppSetting it) throws InterruptedException {
        AppConnection app = it.connect(Login.V1.replying("single"));
        assertThat(app.await("personal", 2)).containsExactly("backlog 0", "caughtUp");
        assertThat(app.staysOpenFor(IDLE)).isTrue();
        it.publish("personal", "u1");
        assertThat(app.await("personal", 1)).containsExactly("u1");
        app.close();
    }
}
