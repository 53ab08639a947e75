package io.adpipeline.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands of each example's README with the unpacked program. Run by {@code mvn verify -Pdist}; Python needs what is in
 * {@code examples/python/requirements.txt}.
 */
class ExamplesSuite {

    private static final Pattern COMMANDS = Pattern.compile("(?s)```\\n(.*?)```");
    private static final Path MAVEN = Path.of(System.getProperty("maven.home"), "bin", "mvn");

    /** An event that a busy machine brings late is to be counted all the same. */
    private static final String PATIENT = "--set=watermark=1m --set=tail=5s";

    @TempDir
    private static Path folder;

    private static Path program;

    @BeforeAll
    static void unpack() throws Exception {
        program = Program.unpack(folder);
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("examples"))) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void passesByTheCommandsOfItsReadme(Path example) throws Exception {
        Matcher commands = COMMANDS.matcher(Files.readString(example.resolve("README.md")));
        assertThat(commands.find()).isTrue();
        String output = "";
        for (String command : commands.group(1).split("\n")) {
            Command done = Command.run(Path.of("."), List.of("sh", "-c", here(command)));
            output = done.output();
            assertThat(done.exitCode()).as("%s: %s", command, output).isZero();
        }
        assertThat(output).contains(example.getFileName() + ": PASS");
    }

    @Test
    void aPlainScriptKeepsTheContract() throws Exception {
        Command check = Command.run(
                Path.of("."),
                List.of(
                        "sh",
                        "-c",
                        here("bin/adpipeline check-pipeline examples/python/python.yaml --kafka=embedded")));

        assertThat(check.exitCode()).as(check.output()).isZero();
        assertThat(check.output()).contains("the pipeline keeps its contract").doesNotContain("BROKEN");
    }

    /** With this Maven and this program. */
    private static String here(String command) {
        return command.replaceFirst("^mvn ", Matcher.quoteReplacement("'%s' -B -ntp ".formatted(MAVEN)))
                .replaceFirst(
                        "^bin/adpipeline (.*)",
                        Matcher.quoteReplacement("'%s' ".formatted(program)) + "$1"
                                + Matcher.quoteReplacement(
                                        " --results-dir='%s' %s".formatted(folder.resolve("perf"), PATIENT)));
    }
}
