package io.adpipeline.pipeline.spark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.pipeline.spark.JsonCursor.MalformedJsonException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {

    private static final String[] TOKENS = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"\"",
        "1",
        "0",
        "-",
        "1.5",
        "e5",
        ".",
        "true",
        "false",
        "null",
        " ",
        "\n",
        "tru",
        "\"\\u00e9\"",
        "\"",
        "\\",
        "+",
        "01",
        "-0",
        "1e",
        "1.",
        "\"\\x\"",
        "\"\t\"",
        "/",
        "'"
    };

    private final JsonCursor cursor = new JsonCursor();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "10",
                "-1.50",
                "1e5",
                "1E+05",
                "1.0e-5",
                "true",
                "false",
                "null",
                "\"\"",
                "[]",
                "{}",
                "[ ]",
                "{ }",
                " [ 1 , 2 ] ",
                "{\"a\":1,\"b\":[{}]}",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\uaBc1\"",
                "\"é€😀\""
            })
    void passesAValidText(String text) {
        assertThat(valid(text.getBytes(UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "01",
                "-",
                "+1",
                "1.",
                ".5",
                "1e",
                "1e+",
                "- 1",
                "0x1",
                "NaN",
                "Infinity",
                "tru",
                "True",
                "nul",
                "truE",
                "\"",
                "\"\\\"",
                "\"\\a\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\t\"",
                "\"a\nb\"",
                "'a'",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[",
                "]",
                "[}",
                "{]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "{a:1}",
                "{1:1}",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "1 1",
                "[]]",
                "{}}",
                "/**/1",
                "\uFEFF1"
            })
    void refusesAnInvalidText(String text) {
        assertThat(valid(text.getBytes(UTF_8))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0080",
                "\u00C0\u0080",
                "\u00C1\u00BF",
                "\u00C3",
                "\u00C3a",
                "\u00E0\u009F\u00BF",
                "\u00E2\u0082",
                "\u00ED\u00A0\u0080",
                "\u00F0\u008F\u00BF\u00BF",
                "\u00F4\u0090\u0080\u0080",
                "\u00F5\u0080\u0080\u0080",
                "\u00FF"
            })
    void refusesBytesThatAreNoUtf8(String bytes) {
        assertThat(valid(("\"abc" + bytes + "\"").getBytes(ISO_8859_1))).isFalse();
        assertThat(valid(("\"" + bytes).getBytes(ISO_8859_1))).isFalse();
    }

    @Test
    void refusesWhateverFollowsTheText() {
        for (int following = 0; following < 256; following++) {
            boolean white = " \t\r\n".indexOf(following) >= 0;
            assertThat(valid(new byte[] {'{', '}', (byte) following}))
                    .as("byte %d", following)
                    .isEqualTo(white);
        }
    }

    @Test
    void findsTheQuoteAndControlCharactersAtEveryPosition() {
        for (int length = 0; length < 40; length++) {
            String text = "\"" + "x".repeat(length) + "\"" + " ".repeat(17);
            assertThat(valid(text.getBytes(UTF_8))).as(text).isTrue();
            for (int i = 0; i < length; i++) {
                byte[] bytes = text.getBytes(UTF_8);
                bytes[1 + i] = 0x1f;
                assertThat(valid(bytes)).isFalse();
            }
        }
    }

    @Test
    void nestingEndsAtItsLimitWithoutOverflowingTheStack() {
        assertThat(valid(nested(JsonCursor.MAX_DEPTH))).isTrue();
        assertThat(valid(nested(JsonCursor.MAX_DEPTH + 1))).isFalse();
        assertThat(valid("[{\"a\":".repeat(500_000).getBytes(UTF_8))).isFalse();
    }

    @Test
    void aNumberThatIsTooLongToBeOneIsNoWholeNumberButCanBeSkipped() throws MalformedJsonException {
        byte[] digits = ("0." + "0".repeat(1_000_000) + "1e1000001").getBytes(UTF_8);
        cursor.reset(digits);
        assertThat(cursor.wholeNumber()).isEqualTo(JsonCursor.NONE);
        assertThat(valid(digits)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "7.0, 7",
        "0.7e1, 7",
        "9223372036854775807, 9223372036854775807",
        "9.223372036854775807E18, 9223372036854775807"
    })
    void readsAWholeNumber(String written, long expected) throws MalformedJsonException {
        cursor.reset(written.getBytes(UTF_8));
        assertThat(cursor.wholeNumber()).isEqualTo(expected);
        cursor.end();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "-7",
                "0.5",
                "9223372036854775808",
                "9999999999999999999",
                "18446744073709551623",
                "1e19",
                "\"7\"",
                "null",
                "[7]",
                "{\"a\":7}"
            })
    void answersNoneForEveryOtherValue(String written) throws MalformedJsonException {
        cursor.reset(written.getBytes(UTF_8));
        assertThat(cursor.wholeNumber()).isEqualTo(JsonCursor.NONE);
        cursor.end();
    }

    @Test
    void agreesWithJacksonOnGeneratedValues() {
        RandomJson json = new RandomJson(new Random(11));
        for (int i = 0; i < 5_000; i++) {
            byte[] text = json.value(6).getBytes(UTF_8);
            assertThat(JacksonReference.tree(text)).isPresent();
            assertThat(valid(text)).as("%s", new String(text, UTF_8)).isTrue();
        }
    }

    @Test
    void agreesWithJacksonOnRandomTokens() {
        Random random = new Random(5);
        int valid = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(7); k >= 0; k--) {
                text.append(TOKENS[random.nextInt(TOKENS.length)]);
            }
            byte[] bytes = text.toString().getBytes(UTF_8);
            boolean expected = JacksonReference.tree(bytes).isPresent();
            assertThat(valid(bytes)).as("%s", text).isEqualTo(expected);
            valid += expected ? 1 : 0;
        }
        assertThat(valid).isGreaterThan(5_000);
    }

    private static byte[] nested(int depth) {
        return ("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8);
    }

    private boolean valid(byte[] text) {
        cursor.reset(text);
        try {
            cursor.skip();
            cursor.end();
            return true;
        } catch (MalformedJsonException malformed) {
            return false;
        }
    }
}
