package org.realtimeupdates.adapter.cli.interoperability;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What our app and a peer that is the server go through together. */
final class ServerScenarios {

    static final List<Scenario<ServerSetting>> ALL = List.of(
            Scenario.of("the handshake (RTU-50, RTU-51)", ServerScenarios::handshake),
            Scenario.of("original frames, one a message (RTU-8, RTU-20, RTU-40)", ServerScenarios::originalFrames),
            Scenario.of("v1: backlog and live (RTU-7, RTU-35)", it -> version1(it, Login.V1_NAME, false)),
            Scenario.of("v1.binary: backlog and live (RTU-7, RTU-35)", it -> version1(it, Login.BINARY_NAME, true)),
            Scenario.of("batched frames, both accounts, replied by refs (RTU-6, RTU-20)", ServerScenarios::batches),
            Scenario.of("unknown fields, any order (RTU-1, RTU-2)", ServerScenarios::unknownFields),
            Scenario.of("sent again: replied, not applied (RTU-22, RTU-32)", ServerScenarios::redelivery),
            Scenario.of("commands and their outcomes (RTU-40)", ServerScenarios::commands),
            Scenario.of("text beyond ASCII (RTU-10)", ServerScenarios::beyondAscii),
            Scenario.of("a message in fragments (RTU-4)", ServerScenarios::fragments)
                    .needing("fragments"),
            Scenario.of("malformed and unsupported updates (RTU-3, RTU-14)", ServerScenarios::poison),
            Scenario.of("wrong direction: 1008 (RTU-5)", ServerScenarios::wrongDirection),
            Scenario.of("over 1 MiB: 1009 (RTU-4)", ServerScenarios::tooBig),
            Scenario.of("refused with 401, let in later; 403 stops (RTU-55)", ServerScenarios::refused)
                    .needing("status"),
            Scenario.of("4401: back at once; 4409: stops (RTU-55)", ServerScenarios::closeCodes),
            Scenario.of("background closes with 1000 (RTU-58)", ServerScenarios::background),
            Scenario.of("a ping is answered", ServerScenarios::ping).needing("ping"),
            Scenario.of("50 s of silence (RTU-56)", ServerScenarios::idle).slowly());

    private ServerScenarios() {}

    private static void handshake(ServerSetting it) throws Exception {
        it.agreeOn(Login.V1_NAME);
        it.start().awaitState("caught up (0)");
        JsonObject handshake = it.awaitHandshake();
        assertThat(handshake.getString("target")).isEqualTo("/realtime");
        assertThat(handshake.getString("authorization")).isEqualTo("Bearer secret");
        assertThat(ServerSetting.strings(handshake, "offers")).containsExactly(Login.BINARY_NAME, Login.V1_NAME);
        assertThat(handshake.getString("extensions")).isEmpty();
    }

    private static void originalFrames(ServerSetting it) throws Exception {
        it.agreeOn("");
        it.publish("u1", "u2");
        OurApp app = it.start();
        for (String ref : List.of("u1", "u2")) {
            assertThat(app.awaitApplied()).isEqualTo("personal " + ref + " [" + ref + "]");
            assertThat(it.awaitFrame()).isEqualTo(Frames.reply("personal", ref));
        }
        assertThat(it.awaitOpen()).isEmpty();
        assertThat(it.isBinary()).isFalse();
        assertThat(it.send("business", "typing", "{\"group\":\"g\"}")).isEqualTo("unconfirmed");
        assertThat(it.awaitCommand("typing"))
                .isEqualTo(Frames.command(
                        "business",
                        "typing",
                        Json.createObjectBuilder().add("group", "g").build()));
    }

    private static void version1(ServerSetting it, String subprotocol, boolean binary) throws Exception {
        it.agreeOn(subprotocol);
        it.publish("u1");
        OurApp app = it.start();
        app.awaitState("caught up (1)");
        it.publish("u2");
        assertThat(app.awaitApplied()).isEqualTo("personal u1 [u1]");
        assertThat(app.awaitApplied()).isEqualTo("personal u2 [u2]");
        assertThat(it.awaitInShort()).isEqualTo("processed u1");
        assertThat(it.awaitInShort()).isEqualTo("processed u2");
        assertThat(it.awaitOpen()).isEqualTo(subprotocol);
        assertThat(it.isBinary()).isEqualTo(binary);
    }

    private static void batches(ServerSetting it) throws Exception {
        it.answer(Login.V1_NAME, 0, false, true);
        it.publish("u1", "u2", "u3");
        it.publish(Frames.update("business", "u1", "Hello"));
        OurApp app = it.start();
        app.awaitState("caught up (4)");
        List<String> applied = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            applied.add(app.awaitApplied());
        }
        assertThat(applied)
                .containsSubsequence("personal u1 [u1]", "personal u2 [u2]", "personal u3 [u3]")
                .contains("business u1 [u1]");
        List<String> replies = List.of(it.awaitInShort(), it.awaitInShort());
        assertThat(replies).containsExactlyInAnyOrder("processed u1 u2 u3", "processed u1");
    }

    private static void unknownFields(ServerSetting it) throws Exception {
        it.agreeOn(Login.V1_NAME);
        OurApp app = it.start();
        app.awaitState("caught up (0)");
        it.sendText("{\"payload\":{\"payload\":{\"entities\":[{\"text\":\"Hi\",\"id\":\"m1\",\"colour\":7}],"
                + "\"type\":\"message\",\"extra\":null},\"action\":\"new\",\"hint\":[{}],\"silent\":true,"
                + "\"ref\":\"u1\"},\"type\":\"update\",\"sent\":1.5e3,\"account\":\"business\"}");
        assertThat(app.awaitApplied()).isEqualTo("business u1 [m1]");
        assertThat(it.awaitInShort()).isEqualTo("processed u1");
    }

    private static void redelivery(ServerSetting it) throws Exception {
        it.answer(Login.V1_NAME, 0, true, false);
        it.publish("u1");
        OurApp app = it.start();
        assertThat(app.awaitApplied()).isEqualTo("personal u1 [u1]");
        assertThat(it.awaitInShort()).isEqualTo("processed u1");
        it.close(1012);
        app.awaitState("disconnected");
        assertThat(it.awaitInShort()).isEqualTo("processed u1");
        it.publish("u2");
        assertThat(it.awaitInShort()).isEqualTo("processed u2");
        assertThat(app.awaitApplied()).isEqualTo("personal u2 [u2]");
    }

    private static void commands(ServerSetting it) throws Exception {
        it.agreeOn(Login.BINARY_NAME);
        assertThat(it.send("business", "typing", "{\"group\":\"g\"}")).isEqualTo("processed");
        JsonObject command = it.awaitCommand("typing");
        assertThat(command.getString("account")).isEqualTo("business");
        assertThat(command.getJsonObject("payload").getJsonObject("arguments").getString("group"))
                .isEqualTo("g");
        assertThat(it.send("personal", "forbidden", "{}")).isEqualTo("rejected");
    }

    private static void beyondAscii(ServerSetting it) throws Exception {
        for (String subprotocol : List.of(Login.V1_NAME, Login.BINARY_NAME)) {
            it.agreeOn(subprotocol);
            String id = AppDelivery.BEYOND_ASCII + subprotocol.length();
            it.publish(Frames.update("personal", id, "Hello"));
            try (OurApp app = it.start()) {
                assertThat(app.awaitApplied()).isEqualTo("personal " + id + " [" + id + "]");
                assertThat(it.awaitInShort()).isEqualTo("processed " + id);
            }
        }
    }

    private static void fragments(ServerSetting it) throws Exception {
        for (String subprotocol : List.of(Login.V1_NAME, Login.BINARY_NAME)) {
            it.agreeOn(subprotocol);
            try (OurApp app = it.start()) {
                app.awaitState("caught up (0)");
                it.sendFragments(Frames.update("personal", "u1", AppDelivery.BEYOND_ASCII));
                assertThat(app.awaitApplied()).isEqualTo("personal u1 [u1]");
            }
        }
    }

    private static void poison(ServerSetting it) throws Exception {
        it.agreeOn(Login.V1_NAME);
        OurApp app = it.start();
        app.awaitState("caught up (0)");
        it.sendText(Frames.update("personal", "u1", "Hello").toString().replace("\"silent\":false,", ""));
        it.publish(Frames.update("personal", "u2", "hologram", "Hello"));
        it.sendText("no JSON");
        it.publish("u3");
        assertThat(app.awaitQuarantined()).isEqualTo("u1");
        assertThat(app.awaitQuarantined()).isEqualTo("u2");
        assertThat(app.awaitQuarantined()).isEqualTo("null");
        assertThat(app.awaitApplied()).isEqualTo("personal u3 [u3]");
        // Replies that wait together go by outcome.
        assertThat(List.of(it.awaitInShort(), it.awaitInShort(), it.awaitInShort()))
                .containsExactlyInAnyOrder("quarantined u1", "unsupported u2", "processed u3");
    }

    private static void wrongDirection(ServerSetting it) throws Exception {
        it.agreeOn("");
        it.start().awaitState("connected");
        it.awaitOpen();
        it.sendText(Frames.command("personal", "typing", JsonObject.EMPTY_JSON_OBJECT)
                .toString());
        assertThat(it.awaitClosed()).isEqualTo(1008);
    }

    private static void tooBig(ServerSetting it) throws Exception {
        it.agreeOn(Login.V1_NAME);
        it.start().awaitState("caught up (0)");
        it.sendText(Frames.update("personal", "u1", "x".repeat(1 << 20)).toString());
        assertThat(it.awaitClosed()).isEqualTo(1009);
    }

    private static void refused(ServerSetting it) throws Exception {
        it.answer(Login.V1_NAME, 401, false, false);
        OurApp app = it.start();
        it.awaitHandshake();
        it.awaitHandshake();
        it.agreeOn(Login.V1_NAME);
        app.awaitState("caught up (0)");
        it.answer(Login.V1_NAME, 403, false, false);
        it.close(1012);
        app.awaitState("stopped");
    }

    private static void closeCodes(ServerSetting it) throws Exception {
        it.agreeOn(Login.V1_NAME);
        OurApp app = it.start();
        app.awaitState("caught up (0)");
        it.close(4401);
        app.awaitState("caught up (0)");
        it.close(4409);
        app.awaitState("stopped");
    }

    private static void background(ServerSetting it) throws Exception {
        it.agreeOn(Login.V1_NAME);
        it.publish("u1");
        OurApp app = it.start();
        app.awaitState("caught up (1)");
        app.background();
        assertThat(it.awaitInShort()).isEqualTo("processed u1");
        assertThat(it.awaitClosed()).isEqualTo(1000);
        app.foreground();
        app.awaitState("caught up (0)");
    }

    private static void ping(ServerSetting it) throws Exception {
        it.agreeOn(Login.V1_NAME);
        it.start().awaitState("caught up (0)");
        it.ping();
        it.awaitPong();
    }

    private static void idle(ServerSetting it) throws Exception {
        it.agreeOn(Login.V1_NAME);
        OurApp app = it.start();
        app.awaitState("caught up (0)");
        assertThat(it.staysOpenFor(AppConnecting.IDLE)).isTrue();
        it.publish("u1");
        assertThat(app.awaitApplied()).isEqualTo("personal u1 [u1]");
    }
}
