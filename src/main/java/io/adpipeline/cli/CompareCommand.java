package io.adpipeline.cli;

import io.adpipeline.compare.BaseRevision;
import io.adpipeline.compare.ComparisonListener;
import io.adpipeline.compare.ComparisonPlan;
import io.adpipeline.compare.ComparisonRunner;
import io.adpipeline.compare.Side;
import io.adpipeline.report.ReportWriter;
import io.adpipeline.run.RunOptions;
import io.adpipeline.scenario.Scenario;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Compares two variants of a scenario. */
@Command(
        name = "compare",
        description = {
            "Tells whether variant b of a scenario is slower than variant a, on this machine, with a known error rate.",
            "It runs both in turns, in rounds with new processes, until it is clear or the budget is over.",
            "'adpipeline scenarios keys' lists the keys of compare, as in --set compare.budget=40m."
        },
        exitCodeList = {
            "0:b is not slower",
            "1:b is slower, a side is wrong, or it is undecided",
            ExitCode.USAGE_HELP,
            "3:too few rounds can be trusted",
            ExitCode.ERROR_HELP,
            ExitCode.ENDED_HELP
        },
        footer = {
            "%nExamples:",
            "  adpipeline compare uniform --kafka=auto --b settings.spark.sql.shuffle.partitions=2",
            "  adpipeline compare uniform --kafka=auto --base origin/main",
            "  adpipeline compare uniform --kafka=auto --a pipeline=spark --b pipeline=mine --set compare.statistic=cpu"
        })
final class CompareCommand implements Callable<Integer> {

    @ParentCommand
    private Main program;

    @Parameters(paramLabel = "SCENARIO", description = "A scenario by name, or a file NAME.yaml.")
    private String scenario;

    @Option(names = "--a", paramLabel = "KEY=VALUE", description = "Sets a key for a alone. May be repeated.")
    private Map<String, String> a = Map.of();

    @Option(names = "--b", paramLabel = "KEY=VALUE", description = "Sets a key for b alone. May be repeated.")
    private Map<String, String> b = Map.of();

    @Option(
            names = "--base",
            paramLabel = "REVISION",
            description =
                    "A revision of the project here, as Git takes it: a is the pipeline as it was then. It is cloned into the "
                            + "user's cache and built there by compare.build.")
    private String base;

    @Mixin
    private RunPlaceOptions place;

    @Mixin
    private ScenarioOptions scenarios;

    @Mixin
    private Consent consent;

    @Override
    public Integer call() throws InterruptedException {
        program.shutdown().begin();
        if (base == null && b.isEmpty()) {
            throw new IllegalArgumentException("what to compare must be given: --b KEY=VALUE or --base REVISION");
        }
        Map<Side, Map<String, String>> changes = Map.of(Side.A, a, Side.B, b);
        Side.requireOwnKeys(changes);
        Map<Side, Scenario> sides = new EnumMap<>(Side.class);
        changes.forEach((side, keys) -> sides.put(
                side,
                scenarios.withPrefix(
                        scenarios.named(scenario, keys, "--%s ".formatted(side.label())), Optional.empty())));
        Map<Side, Scenario> onAnyKafka = new EnumMap<>(sides);
        onAnyKafka.replaceAll((side, variant) -> variant.withoutBootstrapServers());
        ComparisonPlan plan = ComparisonPlan.of(onAnyKafka, changes);
        Scenario heavier = Collections.max(
                sides.values(), Comparator.comparingDouble(side -> side.load().eventsPerSecond()));
        place.running(heavier).ifPresent(running -> consent.requireForLoad(heavier, running));
        RunOptions options = place.options(sides.get(Side.A), Map.of(), false, false, program.shutdown()::requested);
        ComparisonListener listeners = ReportWriter.withConsole(ComparisonListener.class, program.console());
        if (base != null) {
            plan = plan.against(BaseRevision.of(base, plan.comparison(), program.console()::print));
        }
        return ExitCode.of(new ComparisonRunner(options).run(plan, listeners).outcome());
    }
}
