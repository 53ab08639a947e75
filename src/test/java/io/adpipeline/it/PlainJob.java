package io.adpipeline.it;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.pipeline.PipelineContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The synthetic pipeline as a program that knows nothing of the suite: arguments and topics are all that it has. */
public final class PlainJob {

    private PlainJob() {}

    /** @param arguments servers, topic of events, topic of results, window in ms, fault, seconds until it exits with 7 */
    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("counts for " + System.getenv("GREETED"));
        PipelineContext context = new PipelineContext(
                KafkaConnection.plain(arguments[0]),
                arguments[1],
                arguments[2],
                Duration.ofMillis(Long.parseLong(arguments[3])),
                Duration.ZERO,
                OutputMode.UPDATE,
                Duration.ZERO,
                Map.of(),
                Path.of("."));
        SyntheticRun running = new SyntheticRun(
                context,
                new Delays(DelayLaw.NONE, 1),
                CountingFault.valueOf(arguments[4]),
                List.of(),
                ServiceRate.of(null));
        boolean never = new CountDownLatch(1).await(Long.parseLong(arguments[5]), TimeUnit.SECONDS);
        System.err.println("enough for today, " + running.ready() + never);
        Runtime.getRuntime().halt(7);
    }
}
