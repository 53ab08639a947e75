package io.adpipeline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventCounts;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.pipeline.PipelineContext;
import io.adpipeline.pipeline.spark.SparkJobs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * CPU time per event of parsing and aggregating: the reference pipeline's computation against the plain job's, as batch
 * jobs over the same records in memory, in one Spark with one core. Tasks' CPU time as Spark reports it, so planning
 * and Kafka's clients are not in it; reading the records from memory is, in both.
 */
final class PipelineCpu implements Benchmark {

    private static final int REPEATS = 5;
    private static final int WARM_UPS = 5;
    private static final long WINDOW_MS = 10_000;
    private static final long WATERMARK_MS = 500;
    private static final String PROJECTIONS = "spark.sql.codegen.factoryMode";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A computation, and whether its projections are generated, in the words of Spark's setting. */
    private record Job(Dataset<Row> rows, String projections) {}

    @Override
    public List<Comparison> run(BenchOptions options) throws Exception {
        try (SparkSession session = SparkJobs.open(context(options.directory().resolve(name())))) {
            // the reference pipeline's rows tell their micro-batch
            session.sparkContext().setLocalProperty("streaming.sql.batchId", "0");
            CpuClock clock = new CpuClock(session.sparkContext());
            Dataset<Row> records = MemoryEvents.in(session).cache();
            List<Job> jobs = List.of(
                    new Job(
                            SparkJobs.reference(session, WINDOW_MS, WATERMARK_MS)
                                    .apply(records),
                            session.conf().get(PROJECTIONS)),
                    new Job(PlainFromJson.of(records, WINDOW_MS, WATERMARK_MS), PlainFromJson.PROJECTIONS));
            for (Job job : jobs) {
                session.conf().set(PROJECTIONS, job.projections());
                requireTrue(job.rows());
            }
            List<List<Double>> costsNs = measure(session, clock, jobs, options.repeats(REPEATS));
            return List.of(Comparison.share(
                            "CPU of parse and aggregate, per event",
                            new Series("spark", "ns", costsNs.get(0)),
                            new Series("plain-from-json", "ns", costsNs.get(1)))
                    .withTarget(Target.ratioAtMost(0.5)));
        }
    }

    private static PipelineContext context(Path work) {
        return new PipelineContext(
                KafkaConnection.plain("127.0.0.1:1"),
                "none",
                "none-results",
                Duration.ofMillis(WINDOW_MS),
                Duration.ofMillis(WATERMARK_MS),
                OutputMode.UPDATE,
                Duration.ZERO,
                Map.of(
                        "spark.master", "local[1]",
                        "spark.sql.inMemoryColumnarStorage.compressed", "false",
                        "spark.sql.adaptive.enabled", "false"), // as in a stream
                work);
    }

    /** Each job's cost of an event, ns, repeat by repeat in turns. */
    private static List<List<Double>> measure(SparkSession session, CpuClock clock, List<Job> jobs, int repeats) {
        List<List<Double>> costsNs =
                jobs.stream().map(job -> (List<Double>) new ArrayList<Double>()).toList();
        for (int repeat = -WARM_UPS; repeat < repeats; repeat++) {
            for (int i = 0; i < jobs.size(); i++) {
                Job job = jobs.get(i);
                session.conf().set(PROJECTIONS, job.projections());
                double costNs = clock.cpuNs(() ->
                        job.rows().write().format("noop").mode("overwrite").save());
                if (repeat >= 0) {
                    costsNs.get(i).add(costNs / MemoryEvents.COUNT);
                }
            }
        }
        return costsNs;
    }

    private static void requireTrue(Dataset<Row> job) throws IOException {
        Map<CampaignWindow, EventCounts> counted = new TreeMap<>();
        for (Row row : job.collectAsList()) {
            JsonNode json = JSON.readTree(row.<String>getAs("value"));
            counted.put(
                    new CampaignWindow(
                            json.get("window_start").longValue(),
                            json.get("campaign_id").intValue()),
                    new EventCounts(
                            json.get("views").longValue(),
                            json.get("clicks").longValue(),
                            json.get("purchases").longValue(),
                            json.get("max_produce_time").longValue(),
                            json.get("max_event_time_ns").longValue()));
        }
        Map<CampaignWindow, EventCounts> truth = MemoryEvents.truth(WINDOW_MS);
        if (!counted.equals(truth)) {
            throw new IllegalStateException("the job must count %s, counted %s".formatted(truth, counted));
        }
    }
}
