package org.realtimeupdates.adapter.cli.interoperability;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;

/** {@code realtime listen} in a process of its own. */
final class ProgramApp implements OurApp {

    private final Heard<JsonObject> out = new Heard<>();
    private final Heard<String> states = new Heard<>();
    private final LineProcess process;

    private ProgramApp(Program program, URI server, String device) throws IOException {
        process = program.run(
                line -> out.add(Frames.parse(line)),
                states::add,
                "listen",
                "--url",
                server.toString(),
                "--token",
                "secret",
                "--device",
                device);
    }

    static Maker maker(Program program) {
        return new Maker() {
            @Override
            public OurApp start(URI server, String device) throws IOException {
                return new ProgramApp(program, server, device);
            }

            @Override
            public String send(URI server, String device, String account, String name, String arguments)
                    throws IOException, InterruptedException {
                Heard<JsonObject> printed = new Heard<>();
                try (LineProcess process = program.run(
                        line -> printed.add(Frames.parse(line)),
                        line -> {},
                        "send",
                        "--url",
                        server.toString(),
                        "--token",
                        "secret",
                        "--device",
                        device,
                        "--account",
                        account,
                        name,
                        arguments)) {
                    String outcome = printed.await("an outcome", line -> line.containsKey("outcome"))
                            .getString("outcome");
                    int exitCode = process.awaitExit();
                    if ((exitCode == 0) == outcome.equals("rejected")) {
                        throw new AssertionError("ended with " + exitCode + " after " + outcome);
                    }
                    return outcome;
                }
            }
        };
    }

    @Override
    public String awaitApplied() throws InterruptedException {
        JsonObject line = out.await("an update", printed -> printed.containsKey("applied"));
        return line.getString("account") + " " + line.getString("applied") + " "
                + line.getJsonArray("ids").getValuesAs(JsonString::getString);
    }

    @Override
    public String awaitQuarantined() throws InterruptedException {
        JsonObject line = out.await("an update in quarantine", printed -> printed.containsKey("quarantined"));
        return line.get("quarantined") == JsonValue.NULL ? "null" : line.getString("quarantined");
    }

    @Override
    public void awaitState(String state) throws InterruptedException {
        states.await(state, told -> told.startsWith(state));
    }

    @Override
    public void background() {
        process.type("background");
    }

    @Override
    public void foreground() {
        process.type("foreground");
    }

    @Override
    public void close() {
        process.close();
    }
}
