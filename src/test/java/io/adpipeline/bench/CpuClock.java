package io.adpipeline.bench;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.awaitility.Awaitility;
import scala.collection.JavaConverters;

/**
 * CPU time of the tasks of chosen Spark actions, those of one job each. Spark's listener thread writes it, one other
 * thread uses it.
 */
final class CpuClock extends SparkListener {

    private static final String PROPERTY = "adpipeline.bench.action";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final SparkContext context;
    private final Set<Object> stages = new HashSet<>();
    private final AtomicLong cpuNs = new AtomicLong();
    private final AtomicLong actionsEnded = new AtomicLong();
    private long actions;
    private int job;

    CpuClock(SparkContext context) {
        this.context = context;
        context.addSparkListener(this);
    }

    /** CPU time of the action's tasks, ns. */
    long cpuNs(Runnable action) {
        actions++;
        long beforeNs = cpuNs.get();
        context.setLocalProperty(PROPERTY, "measured");
        action.run();
        context.setLocalProperty(PROPERTY, null);
        Awaitility.await().atMost(LIMIT).until(() -> actionsEnded.get() == actions);
        return cpuNs.get() - beforeNs;
    }

    @Override
    public void onJobStart(SparkListenerJobStart started) {
        if (started.properties().containsKey(PROPERTY)) {
            job = started.jobId();
            stages.addAll(JavaConverters.seqAsJavaList(started.stageIds()));
        }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
        if (stages.contains(task.stageId())) {
            cpuNs.addAndGet(task.taskMetrics().executorCpuTime());
        }
    }

    /** Told after the ends of the job's tasks. */
    @Override
    public void onJobEnd(SparkListenerJobEnd ended) {
        if (!stages.isEmpty() && ended.jobId() == job) {
            stages.clear();
            actionsEnded.incrementAndGet();
        }
    }
}
