package org.realtimeupdates.adapter.cli.interoperability;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;

/** Updates and commands of a peer that is the app. */
final class AppDelivery {

    static final String BEYOND_ASCII = "Ωμέγα, naïve \u2028 \"quoted\" \\ \uD83D\uDE00";

    static final List<Scenario<AppSetting>> ALL = List.of(
            Scenario.of("original frames, one a message (RTU-8, RTU-20, RTU-40)", AppDelivery::originalFrames)
                    .needing("headers"),
            Scenario.of("v1: backlog and live (RTU-7, RTU-35)", it -> version1(it, Login.V1, false)),
            Scenario.of("v1.binary: backlog and live (RTU-7, RTU-35)", it -> version1(it, Login.BINARY, true)),
            Scenario.of("the first subprotocol known (RTU-7)", AppDelivery::firstKnown),
            Scenario.of("batched frames, replied by refs (RTU-6, RTU-20)", it -> batches(it, "refs")),
            Scenario.of("batched frames, batched replies (RTU-6)", it -> batches(it, "array")),
            Scenario.of("both accounts (RTU-23, RTU-31)", AppDelivery::bothAccounts),
            Scenario.of("again without a reply, never after one (RTU-22, RTU-32)", AppDelivery::redelivery),
            Scenario.of("unknown fields, any order (RTU-1, RTU-2)", AppDelivery::unknownFields),
            Scenario.of("commands and their outcomes (RTU-40)", AppDelivery::commands),
            Scenario.of("text beyond ASCII (RTU-10)", AppDelivery::beyondAscii),
            Scenario.of("large messages (RTU-4)", AppDelivery::large),
            Scenario.of("a message in fragments (RTU-4)", AppDelivery::fragments)
                    .needing("fragments"));

    private AppDelivery() {}

    private static void originalFrames(AppSetting it) throws InterruptedException {
        it.publish("personal", "u1", "u2");
        AppConnection app = it.connect(Login.BARE.replying("single"));
        assertThat(app.awaitOpen()).isEmpty();
        assertThat(app.await("personal", 2)).containsExactly("u1", "u2");
        it.publish("personal", "u3");
        assertThat(app.await("personal", 1)).containsExactly("u3");
        assertThat(app.messages())
                .hasSize(3)
                .noneMatch(message -> message.getBoolean("batch") || message.getBoolean("binary"));
        app.send(Frames.command("business", "typing", arguments("trip")));
        assertThat(it.server().awaitCommand(it.user()).getString("command")).isEqualTo("typing");
        it.close(app);
        assertThat(it.pending("personal")).isEmpty();
    }

    private static void version1(AppSetting it, Login login, boolean binary) throws InterruptedException {
        it.publish("personal", "u1");
        AppConnection app = it.connect(login.replying("single"));
        assertThat(app.awaitOpen()).isEqualTo(login.offers().get(0));
        assertThat(app.await("personal", 3)).containsExactly("backlog 1", "u1", "caughtUp");
        assertThat(app.await("business", 2)).containsExactly("backlog 0", "caughtUp");
        it.publish("personal", "u2");
        assertThat(app.await("personal", 1)).containsExactly("u2");
        assertThat(app.messages()).allMatch(message -> message.getBoolean("binary") == binary);
        it.close(app);
        assertThat(it.pending("personal")).isEmpty();
    }

    private static void firstKnown(AppSetting it) throws InterruptedException {
        AppConnection binary = it.connect(Login.offering("chat", Login.BINARY_NAME, Login.V1_NAME));
        assertThat(binary.awaitOpen()).isEqualTo(Login.BINARY_NAME);
        binary.close();
        AppConnection text = it.connect(Login.offering(Login.V1_NAME, Login.BINARY_NAME));
        assertThat(text.awaitOpen()).isEqualTo(Login.V1_NAME);
        text.close();
    }

    private static void batches(AppSetting it, String replies) throws InterruptedException {
        String[] refs = IntStream.rangeClosed(1, 50).mapToObj(i -> "u" + i).toArray(String[]::new);
        it.publish("personal", refs);
        AppConnection app = it.connect(Login.V1.replying(replies));
        List<String> frames = app.await("personal", 52);
        assertThat(frames).startsWith("backlog 50").endsWith("caughtUp");
        assertThat(frames.subList(1, 51)).containsExactly(refs);
        assertThat(app.messages())
                .hasSizeLessThan(25)
                .anyMatch(message -> message.getJsonArray("frames").size() > 10);
        it.close(app);
        assertThat(it.pending("personal")).isEmpty();
    }

    private static void bothAccounts(AppSetting it) throws InterruptedException {
        it.publish("personal", "u1");
        it.publish("business", "u1", "u2");
        AppConnection app = it.connect(Login.V1);
        assertThat(app.await("personal", 3)).containsExactly("backlog 1", "u1", "caughtUp");
        assertThat(app.await("business", 4)).containsExactly("backlog 2", "u1", "u2", "caughtUp");
        app.send(Frames.reply("business", "u1"), Frames.reply("personal", "u2"));
        it.close(app);
        assertThat(it.pending("personal")).containsExactly("u1");
        assertThat(it.pending("business")).containsExactly("u2");
    }

    private static void redelivery(AppSetting it) throws InterruptedException {
        it.publish("personal", "u1");
        AppConnection unlucky = it.connect(Login.V1.replying("lost"));
        assertThat(unlucky.await("personal", 3)).containsExactly("backlog 1", "u1", "caughtUp");
        assertThat(unlucky.awaitApplied()).isEqualTo("u1");
        it.close(unlucky);
        AppConnection lucky = it.connect(Login.V1.replying("refs"));
        assertThat(lucky.await("personal", 3)).containsExactly("backlog 1", "u1", "caughtUp");
        it.publish("personal", "u2");
        assertThat(lucky.await("personal", 1)).containsExactly("u2");
        assertThat(lucky.awaitApplied()).isEqualTo("u2");
        it.close(lucky);
        assertThat(it.pending("personal")).isEmpty();
    }

    private static void unknownFields(AppSetting it) throws InterruptedException {
        it.publish("personal", "u1", "u2");
        AppConnection app = it.connect(Login.V1);
        assertThat(app.await("personal", 4)).endsWith("u1", "u2", "caughtUp");
        app.sendText("{\"more\":[1,{\"x\":null}],\"payload\":{\"hint\":{},\"ref\":\"u1\"},\"type\":\"reply\","
                + "\"account\":\"personal\"}");
        it.close(app);
        assertThat(it.pending("personal")).containsExactly("u2");
    }

    private static void commands(AppSetting it) throws InterruptedException {
        AppConnection app = it.connect(Login.V1);
        assertThat(app.await("business", 2)).containsExactly("backlog 0", "caughtUp");
        JsonObject typing = Frames.command("business", "typing", arguments("trip"), "c1");
        app.send(typing);
        assertThat(app.await("business", 1)).containsExactly("processed c1");
        app.send(Frames.command("business", "forbidden", arguments("trip"), "c2"), typing);
        assertThat(app.await("business", 2)).containsExactly("rejected c2", "processed c1");
        app.send(Frames.command("business", "seen", arguments("trip"), "c3"));
        for (String handled : List.of("typing", "forbidden", "seen")) {
            JsonObject command = it.server().awaitCommand(it.user());
            assertThat(command.getString("command")).isEqualTo(handled);
            assertThat(command.getJsonObject("arguments")).isEqualTo(arguments("trip"));
        }
        app.close();
    }

    private static void beyondAscii(AppSetting it) throws InterruptedException {
        for (Login login : List.of(Login.V1, Login.BINARY)) {
            String ref = "u" + login.offers().get(0).length();
            it.publishText("personal", ref, BEYOND_ASCII);
            AppConnection app = it.connect(login.replying("single"));
            app.await("personal", 1);
            JsonObject update = app.awaitFrame("personal").getJsonObject("payload");
            assertThat(update.getJsonObject("payload")
                            .getJsonArray("entities")
                            .getJsonObject(0)
                            .getString("text"))
                    .isEqualTo(BEYOND_ASCII);
            app.send(Frames.command("personal", "typing", arguments(BEYOND_ASCII)));
            assertThat(it.server().awaitCommand(it.user()).getJsonObject("arguments"))
                    .isEqualTo(arguments(BEYOND_ASCII));
            app.close();
        }
    }

    private static void large(AppSetting it) throws InterruptedException {
        String text = "0123456789".repeat(90_000);
        it.publishText("personal", "large", text);
        AppConnection app = it.connect(Login.V1.replying("single"));
        app.await("personal", 1);
        assertThat(app.awaitFrame("personal").toString()).contains(text);
        app.send(Frames.command("personal", "typing", arguments(text.substring(0, 65_000))));
        assertThat(it.server().awaitCommand(it.user()).getJsonObject("arguments"))
                .isEqualTo(arguments(text.substring(0, 65_000)));
        it.close(app);
        assertThat(it.pending("personal")).isEmpty();
    }

    private static void fragments(AppSetting it) throws InterruptedException {
        for (Login login : List.of(Login.V1, Login.BINARY)) {
            AppConnection app = it.connect(login);
            app.awaitOpen();
            app.sendFragments(Frames.command("personal", "typing", arguments("in pieces")));
            assertThat(it.server().awaitCommand(it.user()).getJsonObject("arguments"))
                    .isEqualTo(arguments("in pieces"));
            app.close();
        }
    }

    private static JsonObject arguments(String group) {
        return Json.createObjectBuilder().add("group", group).build();
    }
}
