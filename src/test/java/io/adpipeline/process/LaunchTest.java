package io.adpipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaunchTest {

    @AfterEach
    void clear() {
        System.clearProperty("odd.store");
        System.clearProperty("com.sun.management.jmxremote.port");
    }

    @Test
    void propertiesAreHandedOnAndNothingElse() {
        System.setProperty("odd.store", "/my stores/trust=1");
        System.setProperty("com.sun.management.jmxremote.port", "9999");
        Map<String, String> environment = new HashMap<>(Map.of(
                "JAVA_TOOL_OPTIONS",
                        "-Xmx8g \"-Dodd.store=/my stores/trust=1\" -Dcom.sun.management.jmxremote.port=9999",
                "JDK_JAVA_OPTIONS", "-agentlib:jdwp=transport=dt_socket,address=5005 -XX:+UseZGC",
                "_JAVA_OPTIONS", "-Xms8g -Dodd.store=twice",
                "OTHER", "stays"));

        Launch.handOnProperties(environment);

        assertThat(environment)
                .isEqualTo(Map.of("OTHER", "stays", "ADPIPELINE_CHILD_PROPERTIES", "odd.store=/my stores/trust=1"));
    }
}
