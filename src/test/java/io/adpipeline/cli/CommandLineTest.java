package io.adpipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.scenario.ScenarioKeys;
import io.adpipeline.slo.Metric;
import io.adpipeline.slo.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the program makes of its command line, without any Kafka. */
class CommandLineTest {

    @TempDir
    Path folder;

    private static Stream<List<String>> commands() {
        CommandLine program = Main.commandLine(new ShutdownRequest(Thread.currentThread()));
        return paths(program, List.of());
    }

    private static Stream<List<String>> paths(CommandLine command, List<String> path) {
        return Stream.concat(
                Stream.of(path),
                command.getSubcommands().entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("generate-completion"))
                        .flatMap(entry -> paths(
                                entry.getValue(),
                                Stream.concat(path.stream(), Stream.of(entry.getKey()))
                                        .toList())));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpWithExamplesAndExitCodes(List<String> path) {
        Program help =
                Program.run(Stream.concat(path.stream(), Stream.of("--help")).toArray(String[]::new));

        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains("Usage: adpipeline")
                .contains("Exit codes:")
                .containsAnyOf("Example:", "Examples:", "Try it")
                .contains("adpipeline " + String.join(" ", path));
        assertThat(help.out().lines()).allMatch(line -> line.length() <= 110);
    }

    @Test
    void aShortOptionSetsItsKey() {
        Program print = Program.run(
                "scenarios",
                "print",
                "uniform",
                "--model=mmpp",
                "--rate=7",
                "--producers=3",
                "--duration=5m",
                "--set=topics.events=mine",
                "--set=settings.spark.sql.shuffle.partitions=4");

        assertThat(print.err()).isEmpty();
        assertThat(print.out())
                .contains(
                        "model: mmpp",
                        "eventsPerProducer: 7",
                        "producers: 3",
                        "duration: 300s",
                        "events: mine",
                        "spark.sql.shuffle.partitions: 4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "produce --durtion=4s|Unknown option: '--durtion=4s'",
                "produce --duration=4|--set duration: duration must be a duration of 1ms to 8760h",
                "produce --set=outputMode|Value for option option '--set' (KEY=VALUE) should be in KEY=VALUE format",
                "produce --model=unifrm|--set traffic.model: traffic.model must be the name of a traffic model",
                "produce --set=traffic.rateRatio=5|--set traffic.rateRatio: traffic.rateRatio must be left out",
                "produce --set=producer.lingr.ms=5|--set producer.lingr.ms: producer.lingr.ms must be a Kafka producer property",
                "run --rate=100001 --producers=1 --set=slo.endToEnd.p90=1s|sends 100,001 events/s, and others may use the Kafka at localhost:9092: say --yes",
                "produce --rate=100001 --producers=1|sends 100,001 events/s, and others may use the Kafka at localhost:9092: say --yes",
                "produce --rate=1e300|eventsPerProducer must be a number of events per second above 0, at most 1000000",
                "produce --producers=20000|was '20000'; a rate is eventsPerProducer",
                "produce --set=campaigns=400000|campaigns must be at most 400000 ads in all, campaigns times adsPerCampaign",
                "topics clear --set=topics.events=__consumer_offsets|topics.events must be no topic of Kafka's own (__...)",
                "produce --bootstrap-server=here|bootstrap server must be HOST:PORT, was 'here'",
                "produce --kafka-config=missing.properties|missing.properties: the file with Kafka client properties is",
                "job --for=soon|must be a duration above 0, as in 500ms, 90s or 5m, was 'soon'",
                "job --set=pipeline=none|pipeline must be one of",
                "job --duration=5m|duration is that of a load, and job has none: say --for in its place",
                "latency --set=resultTime=receipt|it cannot measure resultTime=receipt: use 'adpipeline run'",
                "compare capacity-poisson --b trigger=1s|capacity-poisson is a search for capacity, and only single runs",
                "latency --from=yesterday|Invalid value for option '--from'",
                "run smoke --results-dir=~/perf|only the shell replaces '~', and only at the start of a word: write '",
                "run|the command line: slo must be at least one threshold on the pipeline",
                "run nosuch|unknown scenario 'nosuch'; available: ",
                "run --set=slo.endToEnd.p80=2s|--set slo.endToEnd.p80: slo.endToEnd.p80 must be a known key",
                "run smoke --kafka=embedded --bootstrap-server=h:1|--kafka=embedded starts a Kafka of its own: say it without",
                "run smoke --kafka=mine|expected one of [auto, embedded, testcontainers]",
                "compare smoke --kafka=auto|what to compare must be given: --b KEY=VALUE or --base REVISION",
                "compare --b trigger=1s|Missing required parameter: 'SCENARIO'",
                "compare smoke --kafka=auto --b bootstrapServers=h:1|bootstrapServers is the same for both sides: set it for the scenario and not for b",
                "compare smoke --kafka=auto --b trigger=1s --a compare.budget=1h|compare.budget is the same for both sides: set it for the scenario and not for a",
                "run smoke smoke --kafka=embedded|scenarios must have different names, since results are stored by name; 'smoke' is there twice",
                "compare smoke --kafka=auto --b trigger=1|--b trigger: trigger must be a duration of 0s to",
                "compare smoke --kafka=auto --b trigger=1s --set compare.budget=3m|compare.budget must hold four rounds of ",
                "compare capacity-poisson --kafka=auto --b trigger=1s|capacity-poisson is a search for capacity, and only single runs",
                "compare smoke --kafka=auto --b pipeline=none|pipeline must be one of",
                "check-pipeline --rate=50 -- sh|check-pipeline sends a small load of its own: leave out eventsPerProducer",
                "produce --rate=5 --set=eventsPerProducer=7|eventsPerProducer is given twice, by --set and by an option",
                "run smoke --kafka=auto --topic-prefix=a/|must be a Kafka topic name, 1 to 249 of [a-zA-Z0-9._-] and none of Kafka's own (__...), was 'a/events_spark'",
                "run smoke --kafka=auto --topic-prefix=__|and none of Kafka's own (__...), was '__events_spark'",
                "run smoke --kafka=auto --set=pipeline.command=[sh,[a]]|pipeline.command must be a list of texts",
                "run smoke --kafka=auto --spark-master=local[2] -- sh|scenario smoke runs a command, which has no setting spark.master",
                "check-pipeline a b|the scenario must be one, was [a, b]",
                "check-pipeline capacity-poisson --kafka=auto -- sh ${x}|pipeline.command must be a text with known placeholders",
                "init no/such/folder/job.yaml|no/such/folder/job.yaml cannot be written: ",
                "init job|the file must be one NAME.yaml, as in my-job.yaml, was [job]",
                "init job.yaml -- sh ${topics.in}|pipeline.command must be a text with known placeholders",
                "topics|Missing required subcommand",
                "nonsense|Unmatched argument at index 0: 'nonsense'",
            })
    void aWrongCommandLineIsToldAndNothingIsStarted(String line, String message) {
        Program program = Program.run(line.split(" "));

        assertThat(program.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(program.err()).contains(message);
        assertThat(program.out()).isEmpty();
    }

    @Test
    void scenariosAreListedCheckedAndPrinted() throws IOException {
        Files.writeString(
                folder.resolve("good.yaml"),
                "description: a good one\ntraffic: {model: poisson}\nslo: {endToEnd: {p90: 2s}}\n");
        String here = "--scenarios-dir=" + folder;

        assertThat(Program.run("scenarios", "list", here).out())
                .contains("good", "poisson", "2 x 20,000 events/s", "a good one");
        assertThat(Program.run("scenarios", "check", here).exitCode()).isZero();
        assertThat(Program.run("scenarios", "print", "good", here, "--duration=5m")
                        .out())
                .contains("duration: 300s", "window: 10s", "p90: 2s");

        Files.writeString(folder.resolve("bad.yaml"), "traffic: {model: poisson}\n");
        Program check = Program.run("scenarios", "check", here);
        assertThat(check.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(check.out()).contains("good: valid", "bad: invalid", "bad.yaml: slo must be at least one threshold");
    }

    @Test
    void aScenarioToStartFromIsWrittenOnce(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("my-job.yaml");

        assertThat(Program.run("init", file.toString(), "--", "sh", "job it.sh", "${topics.events}")
                        .exitCode())
                .isZero();
        assertThat(Program.run("scenarios", "print", file.toString()).out())
                .contains("command:\n  - sh\n  - job it.sh\n  - ${topics.events}\n", "eventsPerProducer: 1000");

        Program again = Program.run("init", file.toString());
        assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(again.err()).contains("my-job.yaml exists already");
        assertThat(file).content().contains("job it.sh");
    }

    @Test
    void everyKeyIsListedWithItsMeaning() {
        String keys = Program.run("scenarios", "keys").out();

        assertThat(ScenarioKeys.all())
                .allSatisfy(key -> assertThat(keys).contains(key.path()).contains(key.meaning()));
        assertThat(Metric.values())
                .allSatisfy(metric -> assertThat(keys).contains(metric.key()).contains(metric.meaning()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void completionIsGenerated(String shell) {
        assertThat(Program.run("generate-completion").out()).contains(shell, "--set");
    }

    @Test
    void aKafkaThatDoesNotAnswerIsOneLineAndAnErrorOfTheCommand() {
        Program program = Program.run("topics", "create", "--bootstrap-server=localhost:1");

        assertThat(program.exitCode()).isEqualTo(ExitCode.ERROR);
        assertThat(program.err().lines()).hasSize(1);
        assertThat(program.err()).startsWith("adpipeline: no Kafka answers at localhost:1: ");
    }

    @Test
    void credentialsAreNotSentToAKafkaThatOnlyTheScenarioNames(@TempDir Path folder) throws IOException {
        Path config = Files.writeString(folder.resolve("client.properties"), "sasl.mechanism=PLAIN\n");

        Program produce = Program.run("produce", "--kafka-config=" + config, "--set=bootstrapServers=there:9092");

        assertThat(produce.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(produce.err()).contains("say --bootstrap-server=there:9092 if they are for it");
    }

    /** Its lines would become arguments, and be told as such. */
    @Test
    void aFileAfterAnAtSignIsNotRead() throws IOException {
        Path file = Files.writeString(folder.resolve("client.properties"), "sasl.jaas.config=hunter2\n");

        for (String argument : List.of("@" + folder, "--kafka-config=@" + file)) {
            Program program = Program.run("topics", "create", "--bootstrap-server=localhost:1", argument);

            assertThat(program.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(program.err()).contains(argument.replaceFirst(".*=", "")).doesNotContain("hunter2");
        }
    }

    @Test
    void clientPropertiesMayNotNameTheServersAndNoValueIsShown() throws IOException {
        Path file = Files.writeString(
                folder.resolve("client.properties"), "bootstrap.servers=hidden:9092\nsasl.jaas.config=topsecret\n");
        Program program = Program.run("topics", "create", "--kafka-config=" + file);

        assertThat(program.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(program.err()).contains("bootstrap.servers must be left out").doesNotContain("hidden", "topsecret");

        Files.writeString(file, "sasl.jaas.config=top\\u00zzsecret\n");
        assertThat(Program.run("topics", "create", "--kafka-config=" + file).err())
                .contains("four hexadecimal digits")
                .doesNotContain("secret");
    }

    @Test
    void eachVerdictHasAnExitCodeOfItsOwn() {
        assertThat(ExitCode.of(Outcome.PASS)).isZero();
        assertThat(ExitCode.of(Outcome.FAIL)).isEqualTo(1);
        assertThat(ExitCode.of(Outcome.INVALID)).isEqualTo(3);
    }
}
