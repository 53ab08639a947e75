package io.adpipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.SampleSearch;
import io.adpipeline.compare.SampleComparison;
import io.adpipeline.evidence.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownCapacitiesTest {

    private static final String UNKNOWN =
            "   capacity  unknown: no search of this pipeline and traffic has found one on this machine";

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();

    private KnownCapacities known() {
        return new KnownCapacities(folder.resolve("cache"), told::add);
    }

    private void searched(CapacityResult result) {
        known().searchFinished(result, RunFolder.of(folder, "any"));
    }

    private void compare(int eventsPerSecond, Map<String, String> keys) {
        Map<String, String> all = new HashMap<>(keys);
        all.put("eventsPerProducer", String.valueOf(eventsPerSecond));
        all.put("outputMode", "update");
        known().comparisonStarted(SampleComparison.of(all, 5).result(false));
    }

    @Test
    void withoutASearchItIsUnknown() {
        searched(SampleSearch.lowestFails());

        compare(100, Map.of());

        assertThat(told).containsExactly(UNKNOWN);
    }

    @Test
    void theLoadIsHeldAgainstWhatTheLastSearchFound() {
        searched(SampleSearch.found(Map.of()));
        searched(SampleSearch.generatorLimit(Map.of())); // the pipeline may sustain more

        compare(103, Map.of());

        assertThat(told)
                .containsExactly("   capacity  the load is 50 % of the rate that a sustained here, 206 events/s");
    }

    @Test
    void linesThatNobodyCanReadAreLeftOut() throws IOException {
        searched(SampleSearch.found(Map.of()));
        Files.writeString(folder.resolve("cache/capacities.jsonl"), "null\n{}\n{\"\n", StandardOpenOption.APPEND);

        compare(103, Map.of());

        assertThat(told).singleElement().asString().contains("the load is 50 % of the rate");
    }

    @Test
    void aLoadNearTheCapacityIsAWarning() {
        searched(SampleSearch.found(Map.of()));

        compare(144, Map.of());
        compare(145, Map.of());

        assertThat(told)
                .containsExactly(
                        "   capacity  the load is 70 % of the rate that a sustained here, 206 events/s",
                        "   capacity  the load is 70 % of the rate that a sustained here, 206 events/s\n"
                                + "   WARNING: above 70 % queues exaggerate the difference between pipelines; lower eventsPerProducer");
    }

    @Test
    void anotherPipelineSaysNothing() {
        searched(SampleSearch.found(Map.of("settings.spark.ui.enabled", "true")));
        searched(SampleSearch.found(Map.of("traffic.model", "poisson")));

        compare(100, Map.of());
        compare(100, Map.of("settings.spark.ui.enabled", "true", "window", "3s"));
        compare(100, Map.of("settings.spark.ui.enabled", "true"));

        assertThat(told)
                .containsExactly(
                        UNKNOWN,
                        UNKNOWN,
                        "   capacity  the load is 49 % of the rate that a sustained here, 206 events/s");
    }
}
