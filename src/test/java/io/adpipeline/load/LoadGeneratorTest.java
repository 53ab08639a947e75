package io.adpipeline.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.adpipeline.kafka.KafkaConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process, with loads for a Kafka that is not there. */
@Timeout(180)
class LoadGeneratorTest {

    private static final LoadPlan PLAN = LoadPlans.of(1, 100, 1, 1, 500, 0, 1_000, 0);

    @TempDir
    private Path folder;

    @Test
    void itTakesAnotherLoadUntilOneHasBegun() {
        try (LoadGenerator generator = LoadGenerator.open(folder.resolve("generator.log"))) {
            generator.prepare(PLAN, folder);
            RunningLoad instead = generator.prepare(PLAN, folder);
            assertThat(generator.load()).isSameAs(instead);
            instead.begin(1_000);

            assertThatIllegalStateException()
                    .isThrownBy(() -> generator.prepare(PLAN, folder))
                    .withMessage("the load generator is still sending the load before");
        }
    }

    @Test
    void aLoadThatIsNotToBeFinishedEndsTheGenerator() {
        try (LoadGenerator generator = LoadGenerator.open(folder.resolve("generator.log"))) {
            RunningLoad load = generator.prepare(PLAN, folder);
            assertThat(generator.alive()).isTrue();

            generator.endUnfinishedLoad();

            assertThat(generator.alive()).isFalse();
            assertThat(load.failure())
                    .hasValueSatisfying(
                            why -> assertThat(why).startsWith("the load generator died with exit code 137."));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aProducerThatCannotBeMadeIsToldWithItsCause() throws InterruptedException {
        LoadPlan slow = new LoadPlan(
                KafkaConnection.plain("localhost:9092"),
                Map.of("request.timeout.ms", "30000"),
                "events",
                1,
                100,
                "uniform",
                Map.of(),
                42,
                1,
                1,
                500,
                0,
                1_000,
                0);
        try (LoadGenerator generator = LoadGenerator.open(folder.resolve("generator.log"))) {
            RunningLoad load = generator.prepare(slow, folder);

            assertThatExceptionOfType(LoadException.class)
                    .isThrownBy(() -> load.awaitReady(Duration.ofSeconds(90)))
                    .withMessageContaining("delivery.timeout.ms should be equal to or larger than");
        }
    }
}
