package io.adpipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.LogCapture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartedTest {

    private final List<String> ended = new ArrayList<>();

    /** Kafka's clients refuse to work on an interrupted thread, and topics are to be deleted. */
    @Test
    void anInterruptDoesNotKeepThePartsFromEndingAndIsNotForgotten() {
        Started started = new Started();
        started.add(() -> ended.add("interrupted: " + Thread.currentThread().isInterrupted()));

        Thread.currentThread().interrupt();
        started.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ended).containsExactly("interrupted: false");
    }

    @Test
    void aPartThatDoesNotEndIsAWarningAndTheOthersEnd() {
        try (LogCapture log = LogCapture.of(Started.class.getName())) {
            Started started = new Started();
            started.add(() -> ended.add("first"));
            started.add(() -> {
                throw new IllegalStateException("topics may not be deleted");
            });
            started.add(() -> {
                throw new NoClassDefFoundError("a class of a plug-in");
            });
            started.add(() -> ended.add("last"));

            started.close();

            assertThat(ended).containsExactly("last", "first");
            assertThat(log.messages())
                    .hasSize(2)
                    .allMatch(message -> message.contains("did not end as it should"))
                    .anyMatch(message -> message.contains("topics may not be deleted"));
        }
    }
}
