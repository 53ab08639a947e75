package io.adpipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.adpipeline.kafka.KafkaConnection.ServerAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

    @Test
    void aListIsReadInOrder() {
        assertThat(ServerAddress.parseAll("a.example.org:9092, [::1]:1"))
                .containsExactly(new ServerAddress("a.example.org", 9092), new ServerAddress("::1", 1));
    }

    @Test
    void anAddressIsWrittenAsItIsRead() {
        assertThat(ServerAddress.parseAll("[fe80::1]:9092,b:2"))
                .map(ServerAddress::toString)
                .containsExactly("[fe80::1]:9092", "b:2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a:", ":1", "a:x", "a:1,", "::1:9092", "http://a:1"})
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerAddress.parseAll(text))
                .withMessageContaining("must be HOST:PORT, was '");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:0", "a:65536", "a:99999"})
    void aPortOutOfRangeIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerAddress.parseAll(text))
                .withMessageContaining("port must be from 1 to 65535, was " + text.substring(2));
    }
}
