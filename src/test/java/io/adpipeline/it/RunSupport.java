package io.adpipeline.it;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.broker.KafkaBroker;
import io.adpipeline.run.RunListener;
import io.adpipeline.run.RunOptions;
import io.adpipeline.run.SampleOptions;
import io.adpipeline.run.ScenarioRunner;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.scenario.ScenarioParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Runs scenarios that tests write down as YAML. */
public final class RunSupport {

    /** Held by a client property that a Kafka without TLS does not use. */
    static final String SECRET = "planted-where-nobody-looks";

    private RunSupport() {}

    /** The scenario of that text; its name is the file's. */
    public static Scenario scenario(Path folder, String name, String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".yaml"), yaml);
        return new ScenarioParser().parse(file, Map.of());
    }

    /** Runs it on a Kafka that runs already; topics of an earlier run are cleared. */
    static RunResult run(KafkaBroker broker, Path folder, Scenario scenario, RunListener listener)
            throws InterruptedException {
        return new ScenarioRunner(options(broker, folder)).run(scenario, listener);
    }

    /** The process of the load generator of this JVM. */
    static ProcessHandle generator() {
        return child("load-generator");
    }

    /** The process of the pipeline of this JVM. */
    static ProcessHandle pipeline() {
        return child("pipeline");
    }

    private static ProcessHandle child(String name) {
        return ProcessHandle.current()
                .descendants()
                .filter(process ->
                        process.info().commandLine().orElse("").contains("-Dadpipeline.process=" + name + " "))
                .findFirst()
                .orElseThrow();
    }

    /** Runs on a Kafka that runs already, into a folder in the given one; topics of an earlier run are cleared. */
    public static RunOptions options(KafkaBroker broker, Path folder) {
        return SampleOptions.of(
                broker.connection().bootstrapServers(),
                Map.of("ssl.key.password", SECRET),
                folder.resolve("perf"),
                true);
    }
}
