package io.adpipeline.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogSecretsTest {

    private static final String FIRST = "grüße-hunter3";
    private static final String SECOND = "hunter4-of-another";

    /** Of the same name: the second connection must not uncover the first one's. */
    @BeforeAll
    static void knowTwoConnections() {
        assertThat(new KafkaConnection("localhost:1", Map.of("ssl.key.password", FIRST)).toString())
                .doesNotContain(FIRST);
        assertThat(new KafkaConnection("localhost:2", Map.of("ssl.key.password", SECOND)).toString())
                .doesNotContain(SECOND);
    }

    @Test
    void whateverIsLoggedIsLoggedWithoutSecrets(@TempDir Path folder) {
        System.setProperty("adpipeline.log.dir", folder.toString());
        try {
            LoggerFactory.getLogger("plug.in").warn("as {}", FIRST, new IllegalStateException("no login: " + SECOND));
        } finally {
            System.clearProperty("adpipeline.log.dir");
        }

        assertThat(folder.resolve("suite.log"))
                .content()
                .contains("WARN", "plug.in: as ***", "IllegalStateException: no login: ***", "\tat ")
                .doesNotContain(FIRST, SECOND)
                .containsOnlyOnce("IllegalStateException");
    }

    @Test
    void aStreamKeepsALineBackUntilItIsWhole() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream stream = LogSecrets.redacting(log);

        stream.print("as grü");
        stream.flush();
        assertThat(log.toString(UTF_8)).isEmpty();
        stream.println("ße-hunter3 and " + SECOND);

        assertThat(log.toString(UTF_8)).isEqualTo("as *** and ***" + System.lineSeparator());
    }
}
