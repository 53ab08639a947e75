package io.adpipeline.it;

import io.adpipeline.pipeline.PipelineContext;
import io.adpipeline.pipeline.PipelineUnderTest;
import io.adpipeline.pipeline.RunningPipeline;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A pipeline whose latency is known, to check the suite itself: it consumes, waits, counts and writes results, without
 * Spark. Settings: {@code log} (a folder for its {@link SyntheticLog}), {@code law} (see {@link DelayLaw}), {@code slower}
 * (percent that delays are longer than by the law), {@code unlike} (percent by which processes differ, standard deviation),
 * {@code fault} (see {@link CountingFault}), {@code rows} (any of {@link RowFault}, with a blank between them) and {@code
 * capacity}, the most events it counts per second.
 */
public final class SyntheticPipeline implements PipelineUnderTest {

    @Override
    public String name() {
        return "synthetic";
    }

    @Override
    public Set<String> settings() {
        return Set.of("law", "slower", "unlike", "fault", "rows", "capacity", "log");
    }

    @Override
    public RunningPipeline start(PipelineContext context) {
        return new SyntheticRun(
                context,
                Delays.of(context.settings()),
                CountingFault.valueOf(context.settings().getOrDefault("fault", "NONE")),
                Stream.of(context.settings().getOrDefault("rows", "").split(" "))
                        .filter(row -> !row.isEmpty())
                        .map(RowFault::valueOf)
                        .toList(),
                ServiceRate.of(context.settings().get("capacity")));
    }
}
