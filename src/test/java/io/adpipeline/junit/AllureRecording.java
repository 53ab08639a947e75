package io.adpipeline.junit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Records what a piece of code tells Allure of the test that it runs in, as the file that Allure writes. */
final class AllureRecording {

    private static final String TEST = "a-test";

    private final Path folder;

    /** @param folder for Allure's files */
    AllureRecording(Path folder) {
        this.folder = folder;
    }

    /** The test as Allure reports it. */
    JsonNode of(Runnable test) throws IOException {
        AllureLifecycle before = Allure.getLifecycle();
        AllureLifecycle recording = new AllureLifecycle(new FileSystemResultsWriter(folder));
        Allure.setLifecycle(recording);
        try {
            recording.scheduleTestCase(
                    new TestResult().setUuid(TEST).setFullName("perf.ScenarioSuite.meetsItsThresholds"));
            recording.startTestCase(TEST);
            test.run();
            recording.stopTestCase(TEST);
            recording.writeTestCase(TEST);
        } finally {
            Allure.setLifecycle(before);
        }
        return new ObjectMapper().readTree(folder.resolve(TEST + "-result.json").toFile());
    }

    /** The content of an attachment. */
    String attachment(JsonNode reported, String name) throws IOException {
        for (JsonNode attachment : reported.path("attachments")) {
            if (attachment.path("name").textValue().equals(name)) {
                return Files.readString(folder.resolve(attachment.path("source").textValue()));
            }
        }
        throw new AssertionError("no attachment %s among %s".formatted(name, names(reported, "attachments")));
    }

    static List<String> names(JsonNode node, String field) {
        return node.path(field).findValuesAsText("name");
    }
}
