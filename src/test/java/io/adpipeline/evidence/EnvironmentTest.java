package io.adpipeline.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvironmentTest {

    @Test
    void itNamesTheVersionOfTheSuite() {
        assertThat(Environment.current().facts().get("adpipeline")).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }
}
