package io.adpipeline.cli;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.report.ConsoleProgress;
import io.adpipeline.report.ContractText;
import io.adpipeline.run.RunOptions;
import io.adpipeline.run.ScenarioRunner;
import io.adpipeline.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.commons.lang3.ObjectUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Checks whether a pipeline does what the suite expects of it. */
@Command(
        name = "check-pipeline",
        description = {
            "Runs a pipeline for half a minute under a small load, and says point by point whether it keeps the contract of",
            "docs/YOUR-PIPELINE.md. Latencies are not judged."
        },
        exitCodeList = {
            "0:the pipeline keeps its contract",
            "1:the pipeline breaks its contract",
            ExitCode.USAGE_HELP,
            "3:the run proves nothing about the pipeline",
            ExitCode.ERROR_HELP,
            ExitCode.ENDED_HELP
        },
        footer = {
            "%nExamples:",
            "  adpipeline check-pipeline my-job.yaml --kafka=embedded",
            "  adpipeline check-pipeline -- python3 job.py '${bootstrapServers}' '${topics.events}' '${topics.results}'"
        })
final class CheckPipelineCommand implements Callable<Integer> {

    private static final String NAME = "check-pipeline";
    private static final Map<String, String> DEFAULTS =
            Map.of("traffic.model", "uniform", "window", "5s", "slo.perEvent.max", "1s");
    private static final int LEAST_WINDOWS = 2;
    private static final double EVENTS_PER_SECOND = 1_000;
    private static final Duration LEAST_DURATION = Duration.ofSeconds(20);
    private static final Pattern OF_THE_LOAD = Pattern.compile("eventsPerProducer|duration|(warmup|capacity)(\\..*)?");

    @ParentCommand
    private Main program;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..*",
            description =
                    "The scenario with the pipeline, or a file NAME.yaml; its own load is not sent. What follows -- is a "
                            + "command in place of its pipeline.")
    private List<String> arguments = new ArrayList<>();

    @Mixin
    private RunPlaceOptions place;

    @Mixin
    private ScenarioOptions scenarios;

    @Override
    public Integer call() throws InterruptedException {
        program.shutdown().begin();
        Positionals given = Positionals.of(spec, arguments);
        scenarios.command(given.command());
        if (given.names().size() > 1) {
            throw new IllegalArgumentException("the scenario must be one, was " + given.names());
        }
        scenarios.given().keySet().stream()
                .filter(key -> OF_THE_LOAD.matcher(key).matches())
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException(
                            "check-pipeline sends a small load of its own: leave out " + key);
                });
        Scenario scenario = given.names().isEmpty()
                ? scenarios.ofKeys(NAME, DEFAULTS)
                : scenarios.named(given.names().get(0));
        RunOptions options = place.options(scenario, Map.of(), false, false, program.shutdown()::requested);
        ConsoleProgress progress = new ConsoleProgress(
                program.console(), result -> ContractText.of(result).text());
        RunResult result = new ScenarioRunner(options).run(small(scenario), progress);
        return ExitCode.of(ContractText.of(result).outcome());
    }

    private Scenario small(Scenario scenario) {
        Duration window = scenario.pipeline().window();
        Duration length = ObjectUtils.max(window.multipliedBy(LEAST_WINDOWS), LEAST_DURATION);
        return scenarios
                .withPrefix(scenario.withoutBootstrapServers(), Optional.empty())
                .trial(NAME, EVENTS_PER_SECOND, window, length);
    }
}
