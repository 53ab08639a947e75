package io.adpipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KafkaBrokerContractTest {

    @Test
    void withDockerBothKindsAreTested() {
        assertThat(KafkaBrokerContract.onMachine(true)).hasToString("[embedded, testcontainers]");
    }

    @Test
    void withoutDockerTheEmbeddedBrokerIsTestedAndTheReportSaysWhatIsMissing() {
        assertThat(KafkaBrokerContract.onMachine(false))
                .hasToString("[embedded (left out: testcontainers, no Docker engine answers)]");
    }
}
