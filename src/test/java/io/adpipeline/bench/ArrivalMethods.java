package io.adpipeline.bench;

import io.adpipeline.traffic.ArrivalSequence;
import io.adpipeline.traffic.TrafficModels;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The next arrival of each built-in traffic model at 20,000 events/s. One thread owns the state. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class ArrivalMethods {

    static final String[] MODELS = {"uniform", "poisson", "mmpp"};

    private static final double RATE_PER_SECOND = 20_000;
    private static final int SAMPLE = 2_000_000;

    @Param({"uniform", "poisson", "mmpp"})
    public String model;

    private ArrivalSequence arrivals;

    /** Sees that the model's mean rate is about what is asked: the bursts of 100 s leave 20 %. */
    @Setup
    public void prepare() {
        arrivals = TrafficModels.load().get(model).create(Map.of()).arrivals(RATE_PER_SECOND, 1);
        long lastNs = 0;
        for (int i = 0; i < SAMPLE; i++) {
            lastNs = arrivals.nextNs();
        }
        double rate = SAMPLE / (lastNs / 1e9);
        if (Math.abs(rate / RATE_PER_SECOND - 1) > 0.2) {
            throw new IllegalStateException(
                    "%s must yield about %.0f events/s, yielded %.0f".formatted(model, RATE_PER_SECOND, rate));
        }
    }

    @Benchmark
    public long nextNs() {
        return arrivals.nextNs();
    }
}
