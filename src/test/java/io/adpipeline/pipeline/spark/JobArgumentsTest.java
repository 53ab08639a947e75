package io.adpipeline.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.pipeline.PipelineContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobArgumentsTest {

    private static final String ALL = "--bootstrap-servers a:1 --events in --results out --window-ms 2000"
            + " --watermark-ms 0 --trigger-ms 100 --output-mode append --checkpoint s3a://bucket/path";

    @TempDir
    private Path folder;

    @Test
    void everyArgumentReachesTheJob() {
        JobArguments arguments = JobArguments.parse(ALL.split(" "));

        PipelineContext context = arguments.context();
        assertThat(context.kafka().bootstrapServers()).isEqualTo("a:1");
        assertThat(context.eventsTopic()).isEqualTo("in");
        assertThat(context.resultsTopic()).isEqualTo("out");
        assertThat(context.window()).isEqualTo(Duration.ofSeconds(2));
        assertThat(context.watermark()).isZero();
        assertThat(context.trigger()).isEqualTo(Duration.ofMillis(100));
        assertThat(context.outputMode()).isEqualTo(OutputMode.APPEND);
        assertThat(arguments.checkpoint()).isEqualTo("s3a://bucket/path");
    }

    @Test
    void aFileTellsTheServersAndHowToLogIn() throws IOException {
        Path file = Files.writeString(
                folder.resolve("client.properties"), "bootstrap.servers=b:2\nsecurity.protocol=SASL_SSL\n");

        PipelineContext context = JobArguments.parse(ALL.replace("--bootstrap-servers a:1", "--kafka-config " + file)
                        .split(" "))
                .context();

        assertThat(context.kafka().toClientConfig())
                .containsEntry("bootstrap.servers", "b:2")
                .containsEntry("security.protocol", "SASL_SSL");
    }

    @Test
    void noneMayBeLeftOut() {
        List<String> words = List.of(ALL.split(" "));
        for (int i = 2; i < words.size(); i += 2) {
            List<String> left = new ArrayList<>(words);
            left.subList(i, i + 2).clear();

            assertRefused(String.join(" ", left), words.get(i) + " is missing");
        }
        assertRefused(ALL.replace("--bootstrap-servers a:1 ", ""), "give either --bootstrap-servers or --kafka-config");
    }

    @ParameterizedTest
    @CsvSource({
        "--window-ms 2000, --window-ms 0, '--window-ms must be a whole number of ms from 1, was ''0'''",
        "--window-ms 2000, --window-ms 2s, '--window-ms must be a whole number of ms from 1, was ''2s'''",
        "--watermark-ms 0, --watermark-ms -1, '--watermark-ms must be a whole number of ms from 0, was ''-1'''",
        "--trigger-ms 100, --trigger-ms 9999999999999999999, from 0",
        "--output-mode append, --output-mode complete, '--output-mode must be update or append, was ''complete'''",
        "--events in, --event in, 'an argument must be one of --bootstrap-servers, --checkpoint, --events, '",
        "--events in, --events in --events in, --events is given twice",
        "--checkpoint s3a://bucket/path, --checkpoint, --checkpoint needs a value",
        "--events in, --kafka-config x --events in, give either",
    })
    void whatIsWrongIsSaid(String right, String wrong, String message) {
        assertRefused(ALL.replace(right, wrong), message);
    }

    private static void assertRefused(String line, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobArguments.parse(line.split(" ")))
                .withMessageContaining(message);
    }

    @Test
    void theUsageNamesEveryArgument() {
        assertThat(Arrays.stream(ALL.split(" ")).filter(word -> word.startsWith("--")))
                .allSatisfy(name -> assertThat(JobArguments.USAGE).contains(name));
    }
}
