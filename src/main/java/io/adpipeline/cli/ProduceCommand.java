package io.adpipeline.cli;

import io.adpipeline.evidence.ScenarioParts;
import io.adpipeline.evidence.SeedChoice;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.load.LoadException;
import io.adpipeline.load.LoadGenerator;
import io.adpipeline.load.LoadGenerator.LoadProgress;
import io.adpipeline.load.LoadPlan;
import io.adpipeline.load.LoadReport;
import io.adpipeline.load.RunningLoad;
import io.adpipeline.report.LoadText;
import io.adpipeline.scenario.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Sends the load alone. */
@Command(
        name = "produce",
        description = {
            "Sends the events of a scenario's producers, in an open loop, to a topic that exists.",
            "With --scenario it sends warm-up, measured part and tail, the same events as a whole run;",
            "without, --duration alone. The load starts at a start of a window, so that one seed puts the same",
            "events into the same windows every time. Ctrl-C ends it early: what was sent is flushed and counted."
        },
        exitCodeList = {
            ExitCode.DONE_HELP,
            ExitCode.USAGE_HELP,
            "3:the load was not delivered",
            ExitCode.ERROR_HELP,
            ExitCode.ENDED_HELP
        },
        footer = {
            "%nExamples:",
            "  adpipeline produce --model=poisson --producers=2 --rate=20000 --duration=60s",
            "  adpipeline produce --model=mmpp --set traffic.rateRatio=5 --set seed=7",
            "  adpipeline produce --scenario=mmpp --set topics.events=my_events"
        })
final class ProduceCommand implements Callable<Integer> {

    /** Defaults of a load alone, where neither scenario nor options set the key. */
    static final Map<String, String> DEFAULTS = Map.of("tail", "0s");

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration REPORT_PERIOD = Duration.ofSeconds(5);
    /** How long the last events and the report may take after a request to stop. */
    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(45);

    @ParentCommand
    private Main program;

    @Mixin
    private PartOptions part;

    @Mixin
    private Consent consent;

    @Option(
            names = "--report-dir",
            paramLabel = "DIR",
            description = "Leave the load's files there: report, histograms, counts by the second, the truth.")
    private Path reportDirectory;

    @Override
    public Integer call() throws InterruptedException {
        program.shutdown().begin();
        SeedChoice seed = SeedChoice.of(part.scenario(DEFAULTS));
        Scenario scenario = seed.scenario();
        KafkaConnection connection = part.connection(scenario);
        consent.requireForLoad(scenario, connection);
        KafkaOptions.requireTopics(connection, scenario.topics().events());
        LoadPlan plan = ScenarioParts.loadPlan(scenario, connection);
        try (WorkFolder folder = WorkFolder.of(reportDirectory);
                LoadGenerator generator = LoadGenerator.open(folder.path().resolve("generator.log"))) {
            RunningLoad load = generator.prepare(plan, folder.path());
            load.awaitReady(scenario.timeouts().ready());
            program.shutdown().handlesShutdown();
            long startMs = ScenarioParts.loadStartMs(scenario, System.currentTimeMillis());
            program.console().print(LoadText.head(plan, startMs) + "\n" + seed.notice());
            load.begin(startMs);
            follow(load, plan, startMs);
            return report(load);
        }
    }

    private void follow(RunningLoad load, LoadPlan plan, long startMs) throws InterruptedException {
        LoadProgress reported = LoadProgress.NONE;
        long nextReportMs = startMs + REPORT_PERIOD.toMillis();
        while (!load.done()) {
            load.failure().ifPresent(why -> {
                throw new LoadException(why);
            });
            if (program.shutdown().await(POLL)) {
                load.stop();
                load.awaitEnd(FLUSH_LIMIT);
            }
            long nowMs = System.currentTimeMillis();
            if (nowMs >= nextReportMs) {
                LoadProgress progress = load.progress();
                program.console().print(LoadText.progress(plan, reported, progress));
                reported = progress;
                nextReportMs += REPORT_PERIOD.toMillis();
            }
        }
    }

    private int report(RunningLoad load) {
        LoadReport report = load.report();
        program.console().print(LoadText.summary(report, load.progress()));
        boolean delivered = report.whole().acknowledged() == report.whole().intended();
        return delivered ? ExitCode.PASS : ExitCode.INVALID;
    }
}
