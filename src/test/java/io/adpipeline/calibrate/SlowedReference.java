package io.adpipeline.calibrate;

import static org.apache.spark.sql.functions.udf;

import io.adpipeline.pipeline.PipelineContext;
import io.adpipeline.pipeline.PipelineUnderTest;
import io.adpipeline.pipeline.RunningPipeline;
import io.adpipeline.pipeline.spark.SparkJobs;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF0;
import org.apache.spark.sql.types.DataTypes;

/** The reference pipeline, with a loop for each event that makes it dearer by the percentage of {@code slower}. Immutable. */
public final class SlowedReference implements PipelineUnderTest {

    private static final String SLOWER = "slower";

    /** Of the reference pipeline at 40,000 events/s on the machine of docs/MEASUREMENT.md: 24 s for a million. */
    private static final int CPU_NS_PER_EVENT = 24_000;

    @Override
    public String name() {
        return "spark-slowed";
    }

    @Override
    public Set<String> settings() {
        return Set.of("spark.*", SLOWER);
    }

    @Override
    public RunningPipeline start(PipelineContext context) throws TimeoutException {
        Map<String, String> settings = new HashMap<>(context.settings());
        int loopNs = CPU_NS_PER_EVENT * Integer.parseInt(settings.remove(SLOWER)) / 100;
        return SparkJobs.start(
                SparkJobs.withSettings(context, settings),
                records -> SparkJobs.reference(
                                records.sparkSession(),
                                context.window().toMillis(),
                                context.watermark().toMillis())
                        .apply(loopNs == 0 ? records : afterLoop(records, loopNs)));
    }

    private static Dataset<Row> afterLoop(Dataset<Row> records, int loopNs) {
        UDF0<Boolean> loop = () -> {
            long endNs = System.nanoTime() + loopNs;
            while (System.nanoTime() < endNs) {
                Thread.onSpinWait();
            }
            return true;
        };
        return records.filter(
                udf(loop, DataTypes.BooleanType).asNondeterministic().apply());
    }
}
