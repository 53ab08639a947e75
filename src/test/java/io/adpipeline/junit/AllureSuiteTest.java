package io.adpipeline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.run.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class AllureSuiteTest {

    private static final String PROPERTY = "allure.results.directory";

    @TempDir
    private Path folder;

    private void write() {
        String before = System.getProperty(PROPERTY);
        System.setProperty(PROPERTY, folder.resolve("results").toString());
        try {
            AllureSuite.write(List.of(SampleRun.passing().result(), SampleRun.passing().later(2_000).result()));
        } finally {
            if (before == null) {
                System.clearProperty(PROPERTY);
            } else {
                System.setProperty(PROPERTY, before);
            }
        }
    }

    @Test
    void theEnvironmentIsWrittenOnceForAllScenarios() throws IOException {
        write();

        assertThat(Files.readAllLines(folder.resolve("results/environment.properties"))).containsExactly(
                "cores=2", "jdk=17", "kafka=embedded broker at localhost:9092", "spark.version=3.5.7");
    }

    @Test
    void theCategoriesAreWrittenAlsoOverOlderOnes() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("results")).resolve("categories.json"), "old");
        write();

        assertThat(folder.resolve("results/categories.json")).content().contains("Threshold broken");
    }
}
