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
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public List<Comparison> run(BenchOptions options) throws Exception {
        try (SparkSession session = SparkJobs.open(context(options.directory().resolve(name())))) {
            // the reference pipeline's rows tell their micro-batch
            session.sparkContext().setLocalProperty("streaming.sql.batchId", "0");
            CpuClock clock = new CpuClock(session.sparkContext());
            Dataset<Row> records = MemoryEvents.in(session).cache();
            List<Dataset<Row>> jobs = List.of(
                    SparkJobs.reference(session, WINDOW_MS, WATERMARK_MS).apply(records),
                    PlainFromJson.of(records, WINDOW_MS, WATERMARK_MS));
            for (Dataset<Row> job : jobs) {
                requireTrue(job);
            }
            List<List<Double>> costsNs = measure(clock, jobs, options.repeats(REPEATS));
            return List.of(Comparison.share(
                            "CPU of parse and aggregate, per event",
                            new Series("spark", "ns", costsNs.get(0)),
                            new Series("plain-from-json", "ns", costsNs.get(1)))
                    .wanting(Reach.ratioAtMost(0.5)));
        }
    }

    private static PipelineContext context(Path work) {
        return new PipelineContext(
                KafkaConnection.plain("127.0.0.1:1"), "none", "none-results", Duration.ofMillis(WINDOW_MS),
                Duration.ofMillis(WATERMARK_MS), OutputMode.UPDATE, Duration.ZERO,
                Map.of("spark.master", "local[1]", "spark.sql.inMemoryColumnarStorage.compressed", "false"),
                work);
    }

    /** Each job's cost of an event, ns, repeat by repeat in turns. */
    private static List<List<Double>> measure(CpuClock clock, List<Dataset<Row>> jobs, int repeats) {
        List<List<Double>> costsNs = jobs.stream().map(job -> (List<Double>) new ArrayList<Double>()).toList();
        for (int repeat = -WARM_UPS; repeat < repeats; repeat++) {
            for (int i = 0; i < jobs.size(); i++) {
                Dataset<Row> job = jobs.get(i);
                double costNs = clock.cpuNs(() -> job.write().format("noop").mode("overwrite").save());
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
                    new CampaignWindow(json.get("window_start").longValue(), json.get("campaign_id").intValue()),
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
