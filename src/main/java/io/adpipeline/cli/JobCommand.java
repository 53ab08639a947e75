package io.adpipeline.cli;

import io.adpipeline.evidence.RunException;
import io.adpipeline.evidence.ScenarioParts;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.Topics;
import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.pipeline.RunningPipeline;
import io.adpipeline.pipeline.host.PipelineHost;
import io.adpipeline.pipeline.host.PipelineSpec;
import io.adpipeline.report.JobText;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.DurationText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Runs the pipeline alone. */
@Command(
        name = "job",
        description = {
            "Runs the pipeline on topics that exist, until Ctrl-C, for a time, or until it has caught up.",
            "It starts at the beginning of the events topic. Events of an earlier load get results again, whose",
            "latencies look huge: use 'topics clear' first, or the same --checkpoint each time. Nothing is judged."
        },
        exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.ERROR_HELP, ExitCode.ENDED_HELP},
        footer = {
            "%nExamples:",
            "  adpipeline job",
            "  adpipeline job --set outputMode=append --set window=10s",
            "  adpipeline job --for=5m --progress --set settings.spark.sql.shuffle.partitions=4"
        })
final class JobCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration REPORT_PERIOD = Duration.ofSeconds(5);

    @ParentCommand
    private Main program;

    @Mixin
    private PartOptions part;

    @Option(names = "--for", paramLabel = "DURATION", description = "End after this time, as in 90s or 5m.")
    private Duration limit;

    @Option(
            names = "--until-drained",
            paramLabel = "DURATION",
            description = "End when all events are processed and no new one has come for this long. "
                    + "In append mode the last windows are then not emitted.")
    private Duration idle;

    @Option(names = "--progress", description = "Print every micro-batch. Default: a summary every 5 s.")
    private boolean everyBatch;

    @Option(
            names = "--spark-master",
            paramLabel = "MASTER",
            description = "local[N]: the cores that Spark takes. Default: local[*].")
    private String master;

    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            description = "Keep the query's state in DIR and continue from it next time. "
                    + "Default: a temporary folder, deleted at the end.")
    private Path checkpoint;

    @Override
    public Integer call() throws Exception {
        program.shutdown().begin();
        if (part.given().containsKey("duration")) {
            throw new IllegalArgumentException("duration is that of a load, and job has none: say --for in its place");
        }
        Scenario scenario = part.scenario(Map.of("duration", DurationText.write(DurationText.LONGEST)));
        if (scenario.pipeline().command().isPresent()) {
            throw new IllegalArgumentException(
                    "job runs pipelines of Java, and the one of scenario %s is a command: run that"
                            .formatted(scenario.name()));
        }
        Map<String, String> settings = new TreeMap<>(scenario.pipeline().settings());
        if (master != null) {
            settings.put("spark.master", master);
        }
        PipelineSpec spec = new PipelineSpec(
                scenario.pipeline().name(), scenario.pipeline().classPath(), settings, Main.pipelineHeap());
        PipelineHost.require(spec);
        KafkaConnection connection = part.connection(scenario);
        KafkaOptions.requireTopics(
                connection, scenario.topics().events(), scenario.topics().results());
        try (WorkFolder folder = WorkFolder.of(checkpoint);
                Topics topics = new Topics(connection);
                PipelineHost host = PipelineHost.open(spec, Optional.empty(), false)) {
            if (!folder.temporary()) {
                CheckpointMark.require(folder.path(), scenario);
            }
            program.console().print(JobText.head(scenario, connection));
            program.shutdown().handlesShutdown();
            try (RunningPipeline running =
                    host.start(ScenarioParts.pipelineContext(scenario, connection, settings, folder.path()))) {
                try {
                    new Follower(scenario, running, topics).follow();
                } finally {
                    program.console().print(JobText.summary(running.batches(), running.malformedRecords()));
                    program.warnings(host.log());
                }
            }
            return ExitCode.PASS;
        }
    }

    /** Watches a pipeline until it is time to end it. */
    private final class Follower {

        private final Scenario scenario;
        private final RunningPipeline running;
        private final Topics topics;
        private final long startNs = System.nanoTime();
        private long nextReportNs = startNs + REPORT_PERIOD.toNanos();
        private long busyNs = startNs;
        private int reported;
        private long recordsSeen;

        Follower(Scenario scenario, RunningPipeline running, Topics topics) {
            this.scenario = scenario;
            this.running = running;
            this.topics = topics;
        }

        void follow() throws InterruptedException {
            String name = scenario.pipeline().name();
            Duration readyLimit = scenario.timeouts().ready();
            boolean ready = false;
            while (!program.shutdown().await(POLL) && !passed(limit) && !drained()) {
                running.failure().ifPresent(why -> {
                    throw new RunException("the pipeline '%s' died: %s".formatted(name, why.getMessage()), why);
                });
                if (!ready && running.ready()) {
                    ready = true;
                    program.console().print("ready");
                }
                if (!ready && passed(readyLimit)) {
                    throw new RunException("the pipeline '%s' was not ready within %d s (timeouts.ready)"
                            .formatted(name, readyLimit.toSeconds()));
                }
                reportIfDue();
            }
        }

        /** Whether this time has passed since the start; false for null, no limit. */
        private boolean passed(Duration time) {
            return time != null && System.nanoTime() - startNs > time.toNanos();
        }

        private boolean drained() {
            long records = JobText.records(running.batches());
            long nowNs = System.nanoTime();
            if (records != recordsSeen || !running.ready()) {
                recordsSeen = records;
                busyNs = nowNs;
            }
            return idle != null && nowNs - busyNs > idle.toNanos() && backlog() == 0;
        }

        private long backlog() {
            return topics.endOffsets(scenario.topics().events()).entrySet().stream()
                    .mapToLong(
                            end -> end.getValue() - running.committedOffsets().getOrDefault(end.getKey(), 0L))
                    .sum();
        }

        private void reportIfDue() {
            List<BatchProgress> batches = running.batches();
            if (everyBatch) {
                batches.subList(reported, batches.size())
                        .forEach(batch -> program.console().print(JobText.batch(batch)));
                reported = batches.size();
            } else if (System.nanoTime() >= nextReportNs) {
                nextReportNs += REPORT_PERIOD.toNanos();
                program.console()
                        .print(JobText.progress((System.nanoTime() - startNs) / 1e9, batches, reported, backlog()));
                reported = batches.size();
            }
        }
    }
}
