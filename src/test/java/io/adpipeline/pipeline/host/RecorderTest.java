package io.adpipeline.pipeline.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {

    @Test
    void whatMayHoldSecretsIsNotRecorded(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("recording.jfr");
        Recorder recorder = new Recorder();
        recorder.start();
        recorder.start();
        recorder.save(file);

        List<RecordedEvent> events = RecordingFile.readAllEvents(file);

        assertThat(events).isNotEmpty();
        assertThat(events)
                .extracting(event -> event.getEventType().getName())
                .contains("jdk.JVMInformation")
                .doesNotContain("jdk.InitialEnvironmentVariable", "jdk.InitialSystemProperty", "jdk.SystemProcess");
    }
}
