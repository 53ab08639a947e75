package io.adpipeline.cli;

import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.CapacityRunner;
import io.adpipeline.capacity.ScenarioListener;
import io.adpipeline.evidence.ScenarioParts;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.Topics;
import io.adpipeline.report.ReportWriter;
import io.adpipeline.report.ScenarioOutcome;
import io.adpipeline.report.SuiteSummary;
import io.adpipeline.run.RunOptions;
import io.adpipeline.run.ScenarioRunner;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs whole scenarios. */
@Command(
        name = "run",
        description = {
            "Runs scenarios from topics to verdict, as the test suite does.",
            "Topic names get a prefix, except those that a scenario or --set topics.events=NAME gives.",
            "A topic that exists is an error, unless --clear is given or you agree when asked (only in a terminal).",
            "Topics that the run created are deleted at its end; topics that were there stay."
        },
        exitCodeList = {
            "0:every run passed",
            "1:a pipeline was slow or wrong",
            ExitCode.USAGE_HELP,
            "3:none was, but a run is invalid (load, generator or Kafka at fault) and proves nothing about its pipeline",
            ExitCode.ERROR_HELP,
            ExitCode.ENDED_HELP
        },
        footer = {
            "%nExamples:",
            "  adpipeline run smoke",
            "  adpipeline run smoke --kafka=embedded",
            "  adpipeline run uniform poisson mmpp --bootstrap-server=broker-1:9092 --kafka-config=client.properties",
            "  adpipeline run --model=poisson --duration=2m --set slo.perEvent.p90=800ms",
            "  adpipeline run smoke -- python3 job.py '${bootstrapServers}' '${topics.events}' '${topics.results}'"
        })
final class RunCommand implements Callable<Integer> {

    private static final String NAME_OF_KEYS = "command-line";

    @ParentCommand
    private Main program;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..*",
            description = "Scenarios by name, or files NAME.yaml; 'adpipeline scenarios list' shows them. Without any: "
                    + "one made of the options alone, which needs a threshold (--set slo...). What follows -- is a command "
                    + "in place of the scenario's pipeline; it may hold placeholders.")
    private List<String> arguments = new ArrayList<>();

    @Mixin
    private RunPlaceOptions place;

    @Mixin
    private ScenarioOptions scenarios;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            description = "Prefix of both topic names. Default: a random one for each scenario.")
    private String prefix;

    @Option(
            names = "--clear",
            description = "Delete topics that exist already and create them again as the "
                    + "scenario says. Their data and their settings are lost.")
    private boolean clear;

    @Mixin
    private Consent consent;

    @Option(
            names = "--spark-master",
            paramLabel = "MASTER",
            description = "local[N]: the cores that Spark takes. Default: local[*].")
    private String master;

    @Option(
            names = "--profile",
            description =
                    "Record the pipeline's JVM while measuring: pipeline.jfr and flame-graph.html in the results, "
                            + "and the hottest methods in the report. It takes some of the machine. Not in searches.")
    private boolean profile;

    @Override
    public Integer call() throws InterruptedException {
        program.shutdown().begin();
        Positionals given = Positionals.of(spec, arguments);
        scenarios.command(given.command());
        List<Scenario> chosen = scenarios(given.names()).stream()
                .map(scenario -> scenarios.withPrefix(scenario, Optional.ofNullable(prefix)))
                .toList();
        requireDifferentNames(chosen);
        ScenarioListener listeners = ReportWriter.withConsole(ScenarioListener.class, program.console());
        List<ScenarioOutcome> runs = new ArrayList<>();
        List<CapacityResult> searches = new ArrayList<>();
        for (Scenario scenario : chosen) {
            place.running(scenario).ifPresent(running -> consent.requireForLoad(scenario, running));
        }
        for (Scenario scenario : chosen) {
            RunOptions options = options(scenario);
            Scenario there = scenario.withoutBootstrapServers();
            if (there.capacity().isPresent()) {
                searches.add(new CapacityRunner(options).run(there, listeners));
            } else {
                runs.add(ScenarioOutcome.judged(new ScenarioRunner(options).run(there, listeners)));
            }
        }
        SuiteSummary all = new SuiteSummary(runs, searches, List.of(), List.of(), Optional.empty());
        if (chosen.size() > 1) {
            program.console().print(all.text().stripTrailing());
        }
        return ExitCode.of(Outcome.worst(all.verdicts()));
    }

    private static void requireDifferentNames(List<Scenario> scenarios) {
        Set<String> names = new HashSet<>();
        scenarios.stream()
                .map(Scenario::name)
                .filter(name -> !names.add(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "scenarios must have different names, since results are stored by name; '%s' is there twice"
                                    .formatted(name));
                });
    }

    private List<Scenario> scenarios(List<String> names) {
        return names.isEmpty()
                ? List.of(scenarios.ofKeys(NAME_OF_KEYS, Map.of("traffic.model", "uniform")))
                : names.stream().map(scenarios::named).toList();
    }

    private static boolean mayClear(KafkaConnection connection, Scenario scenario) {
        if (!Consent.canBeAskedFor()) {
            return false;
        }
        try (Topics topics = new Topics(connection)) {
            List<String> existing = ScenarioParts.topics(scenario).stream()
                    .filter(topics::exists)
                    .toList();
            return !existing.isEmpty() && Consent.toDelete(existing, connection);
        }
    }

    private RunOptions options(Scenario scenario) {
        return place.options(
                scenario,
                master == null ? Map.of() : Map.of("spark.master", master),
                clear
                        || place.running(scenario)
                                .filter(connection -> mayClear(connection, scenario))
                                .isPresent(),
                profile,
                program.shutdown()::requested);
    }
}
