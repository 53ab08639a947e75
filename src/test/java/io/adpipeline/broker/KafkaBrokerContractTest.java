package io.adpipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class KafkaBrokerContractTest {

    @Test
    void withDockerBothKindsAreTested() {
        assertThat(KafkaBrokerContract.onMachine(Optional.empty())).hasToString("[embedded, testcontainers]");
    }

    @Test
    void withoutDockerTheEmbeddedBrokerIsTestedAndTheReportSaysWhatIsMissing() {
        assertThat(KafkaBrokerContract.onMachine(Optional.of("no Docker engine answers")))
                .hasToString("[embedded (left out: testcontainers, no Docker engine answers)]");
    }
}
