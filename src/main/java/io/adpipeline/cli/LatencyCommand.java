package io.adpipeline.cli;

import io.adpipeline.analysis.RowLatencies;
import io.adpipeline.analysis.RunResult.WindowStats;
import io.adpipeline.evidence.RunException;
import io.adpipeline.evidence.SeedChoice;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.report.ResultText;
import io.adpipeline.result.ResultReader;
import io.adpipeline.result.ResultRow;
import io.adpipeline.scenario.ResultTime;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.DurationText;
import io.adpipeline.slo.Figures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Prints the latencies of a results topic. */
@Command(
        name = "latency",
        description = {
            "Reads a results topic and prints the latency of each window as it closes, and of all at the end.",
            "It ends when nothing has come for --idle, after --for, or at Ctrl-C. No result at all is an error.",
            "  perEvent     append of the first result that counts an event - intended time of the event (with --load)",
            "  endToEnd     result time - newest produce time in the result's window",
            "  eventTime    result time - newest intended time in the window",
            "  windowClose  result time - window end, of the final row of a window and campaign",
            "The result time is the broker's, so reading later gives the same figures. With --scenario, --duration or",
            "--set warmup=30s only the measured windows count: the warm-up starts at the first window that is read,",
            "so use --from=beginning on a topic with one load."
        },
        exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.ERROR_HELP, ExitCode.ENDED_HELP},
        footer = {
            "%nExamples:",
            "  adpipeline latency",
            "  adpipeline latency --from=now --idle=1m",
            "  adpipeline latency --scenario=mmpp --set topics.results=my_results"
        })
final class LatencyCommand implements Callable<Integer> {

    /** Where to begin. */
    enum From {
        beginning,
        now
    }

    private static final Duration POLL = Duration.ofMillis(200);
    /** A window is reported when its end, and its last row, are this long past. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    @ParentCommand
    private Main program;

    @Mixin
    private PartOptions part;

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            defaultValue = "beginning",
            description =
                    "Read what is there already (beginning), or only what comes (now). " + "Default: ${DEFAULT-VALUE}.")
    private From from;

    @Option(
            names = "--idle",
            paramLabel = "DURATION",
            defaultValue = "30s",
            description = "End when no result has come for this long, also before the first one. "
                    + "Default: ${DEFAULT-VALUE}.")
    private Duration idle;

    @Option(
            names = "--load",
            paramLabel = "DIR",
            description = {
                "The folder that produce --report-dir left. With it, and with the scenario and options of that produce,",
                "the latency of every event (perEvent) is shown too."
            })
    private Path load;

    @Option(names = "--for", paramLabel = "DURATION", description = "End after this time.")
    private Duration limit;

    @Override
    public Integer call() throws InterruptedException {
        program.shutdown().begin();
        Scenario scenario = load == null
                ? part.scenario(Map.of("duration", DurationText.write(DurationText.LONGEST), "window", "1ms"))
                : SeedChoice.of(part.scenario(ProduceCommand.DEFAULTS)).scenario();
        if (scenario.pipeline().resultTime() == ResultTime.RECEIPT) {
            throw new IllegalArgumentException(
                    "latency takes the broker's times, so it cannot measure resultTime=receipt: use 'adpipeline run'");
        }
        KafkaConnection connection = part.connection(scenario);
        String topic = scenario.topics().results();
        Map<TopicPartition, Long> there = KafkaOptions.endOffsetsOfResults(connection, topic);
        try (ResultReader reader = new ResultReader(connection, topic, from == From.beginning, Optional.empty())) {
            program.shutdown().handlesShutdown();
            program.console().print("reading %s at %s from %s".formatted(topic, connection.bootstrapServers(), from));
            follow(scenario, reader, there);
            return report(scenario, reader);
        }
    }

    private int report(Scenario scenario, ResultReader reader) {
        String topic = scenario.topics().results();
        List<ResultRow> rows = measured(scenario, reader.rows());
        reader.unreadable().first().filter(first -> reader.rowCount() == 0).ifPresent(first -> {
            throw new RunException("no record of topic %s is a result; the first of %s is at %s"
                    .formatted(topic, Figures.count(reader.unreadable().count()), first));
        });
        if (rows.isEmpty()) {
            throw new RunException(
                    ("no results %s topic %s: is a job at work, and are events being sent? In append mode "
                                    + "windows come when the watermark has passed them")
                            .formatted(reader.rowCount() == 0 ? "in" : "of measured windows in", topic));
        }
        RowLatencies latencies =
                load == null ? RowLatencies.of(rows) : RowLatencies.ofLoad(scenario, load, reader.rows());
        program.console().print(ResultText.of(topic, latencies).stripTrailing());
        reader.unreadable()
                .first()
                .ifPresent(first -> program.console()
                        .print("\n  %,d records were no results, the first at %s"
                                .formatted(reader.unreadable().count(), first)));
        return ExitCode.PASS;
    }

    private static List<ResultRow> measured(Scenario scenario, List<ResultRow> rows) {
        return RowLatencies.within(
                rows, scenario.phases().warmup(), scenario.phases().duration());
    }

    /**
     * Prints windows as they close, until it is time to end.
     *
     * @param there end offsets at the beginning: the topic is not idle before the reader has reached them
     */
    private void follow(Scenario scenario, ResultReader reader, Map<TopicPartition, Long> there)
            throws InterruptedException {
        Set<Long> reported = new HashSet<>();
        long startNs = System.nanoTime();
        long nowNs = startNs;
        long newRowNs = startNs;
        long recordsSeen = 0;
        while (!program.shutdown().await(POLL)
                && nowNs - newRowNs <= idle.toNanos()
                && (limit == null || nowNs - startNs <= limit.toNanos())) {
            reader.failure().ifPresent(why -> {
                throw new RunException("the results reader died: " + why.getMessage(), why);
            });
            nowNs = System.nanoTime();
            long records = reader.rowCount() + reader.unreadable().count();
            if (records > recordsSeen || reader.backlog(there) > 0) {
                recordsSeen = records;
                newRowNs = nowNs;
            }
            printClosedWindows(measured(scenario, reader.rows()), reported);
        }
    }

    /** @param reported starts of the windows that were printed before; adds those that it prints now */
    private void printClosedWindows(List<ResultRow> rows, Set<Long> reported) {
        long closedMs = System.currentTimeMillis() - QUIET.toMillis();
        List<ResultRow> fresh = rows.stream()
                .filter(row -> !reported.contains(row.cell().windowStartMs()))
                .filter(row -> row.windowEndMs() < closedMs)
                .toList();
        for (WindowStats window : RowLatencies.windows(fresh)) {
            boolean quiet = fresh.stream()
                    .filter(row -> row.cell().windowStartMs() == window.startMs())
                    .allMatch(row -> row.resultTimeMs() < closedMs);
            if (quiet && reported.add(window.startMs())) {
                program.console().print(ResultText.window(window));
            }
        }
    }
}
