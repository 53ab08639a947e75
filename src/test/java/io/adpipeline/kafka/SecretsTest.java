package io.adpipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static final String JAAS = "org.apache.kafka.common.security.plain.PlainLoginModule required "
            + "username=\"reader\" password=\"s3cr\\\"et\";";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sasl.jaas.config",
                "ssl.key.password",
                "ssl.keystore.password",
                "ssl.truststore.password",
                "ssl.keystore.key",
                "sasl.oauthbearer.client.credentials.client.secret",
                "SASL_PASSWORD",
                "delegation.token",
                "basic.auth.user.info",
                "api-key",
                "spark.hadoop.fs.azure.account.key.store.dfs.core.windows.net",
                "spark.hadoop.fs.s3a.access.key",
                "key"
            })
    void namesThatHoldSecretsAreKnown(String name) {
        assertThat(Secrets.isSecret(name)).isTrue();
    }

    /** It guards nothing, and nobody could read a text without it. */
    @Test
    void aSecretOfFewCharactersDoesNotShredTexts() {
        String text = "took 12 s at 127.0.0.1:9092";

        assertThat(Secrets.of(Map.of("ssl.key.password", "1")).redact(text)).isEqualTo(text);
        assertThat(Secrets.of(Map.of("ssl.key.password", "0.1:")).redact(text)).isEqualTo("took 12 s at 127.0.***9092");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bootstrap.servers",
                "security.protocol",
                "sasl.mechanism",
                "ssl.keystore.location",
                "ssl.keystore.type",
                "key.serializer",
                "group.id",
                "ssl.keystore.certificate.chain"
            })
    void namesOfHarmlessPropertiesAreLeftAlone(String name) {
        assertThat(Secrets.isSecret(name)).isFalse();
    }

    @Test
    void inAMapOnlyTheSecretValuesAreHidden() {
        assertThat(Secrets.of(Map.of()).redactValues(Map.of("ssl.key.password", "hunter2", "client.id", "me")))
                .isEqualTo(Map.of("ssl.key.password", "***", "client.id", "me"));
    }

    @Test
    void aPlantedSecretIsRemovedFromAText() {
        Secrets secrets = Secrets.of(
                new KafkaConnection("localhost:1", Map.of("ssl.key.password", "hunter2", "client.id", "me")));

        assertThat(secrets.redact("me: bad password hunter2, yes hunter2")).isEqualTo("me: bad password ***, yes ***");
    }

    @Test
    void thePasswordInsideALoginSettingIsRemovedAlone() {
        Secrets secrets = Secrets.of(Map.of("sasl.jaas.config", JAAS));

        assertThat(secrets.redact("user reader with s3cr\"et failed")).isEqualTo("user reader with *** failed");
        assertThat(secrets.redact("or s3cr\\\"et as written")).isEqualTo("or *** as written");
        assertThat(secrets.redact("config " + JAAS)).isEqualTo("config ***");
    }

    @Test
    void unquotedAndSingleQuotedOptionsAreFoundToo() {
        Secrets secrets = Secrets.of(Map.of("sasl.jaas.config", "M required password=open1 clientSecret='open2';"));

        assertThat(secrets.redact("open1 open2")).isEqualTo("*** ***");
    }

    @Test
    void aSecretIsFoundInJson() {
        Secrets secrets = Secrets.of(Map.of("ssl.key.password", "a\"b\\c"));

        assertThat(secrets.redact("{\"x\": \"a\\\"b\\\\c\"}")).isEqualTo("{\"x\": \"***\"}");
    }

    @Test
    void oneLineOfAKeyIsEnough() {
        String pem = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\nAQEFAASCBKcwggSjAgEAAoIB\n"
                + "-----END PRIVATE KEY-----";
        Secrets secrets = Secrets.of(Map.of("ssl.keystore.key", pem));

        assertThat(secrets.redact("near AQEFAASCBKcwggSjAgEAAoIB, and " + pem)).isEqualTo("near ***, and ***");
    }

    @Test
    void ofTwoSecretsTheLongerGoesFirst() {
        Secrets secrets = Secrets.of(Map.of("a.password", "abc", "b.password", "abcdef"));

        assertThat(secrets.redact("abcdef")).isEqualTo("***");
    }

    @Test
    void emptyAndYesOrNoValuesAreNoSecrets() {
        Secrets secrets = Secrets.of(Map.of("a.password", "", "b.token", "true", "c.token", "false"));

        assertThat(secrets.redact("true or false")).isEqualTo("true or false");
    }

    @Test
    void aFailureIsShownOnlyIfNoneOfItsCausesHoldsASecret() {
        Secrets secrets = Secrets.of(Map.of("ssl.key.password", "hunter2"));
        Exception clean = new IllegalStateException("no", new IllegalStateException());

        assertThat(secrets.showable(clean)).isSameAs(clean);
        Exception telling = new IllegalStateException("no", new IllegalStateException("got hunter2"));
        assertThat(secrets.showable(telling)).isNull();
    }
}
