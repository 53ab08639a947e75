package io.adpipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.adpipeline.evidence.Environment;
import io.adpipeline.scenario.ScenarioKeys;
import io.adpipeline.scenario.ScenarioParser;
import io.adpipeline.slo.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the documents tell users to type and to write is taken as it stands there. */
class DocumentsTest {

    private static final Pattern YAML = Pattern.compile("(?s)```yaml\\n(.*?)```");
    private static final Pattern COMMAND = Pattern.compile("(?m)(?:^|[`(])(?:bin/)?adpipeline ([^`\\n)]+)");
    private static final Pattern PROFILE = Pattern.compile("mvnw? [^`\\n]*-P(\\w+)");
    private static final Pattern MESSAGE = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    private static final Pattern TYPE =
            Pattern.compile("`(?:io\\.adpipeline\\.)?([a-z]+(?:[./][a-z]+)*[./][A-Z][a-z][A-Za-z]*)(?:\\.java)?`");
    private static final Pattern JAR = Pattern.compile("adpipeline-perf-(\\d[^/ ]*)\\.jar");
    private static final Pattern RELEASE = Pattern.compile("(?m)^## \\[([^]]+)]");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)");

    @TempDir
    private Path folder;

    static List<Path> documents() {
        try (Stream<Path> top = Files.list(Path.of(""));
                Stream<Path> docs = Files.list(Path.of("docs"));
                Stream<Path> examples = Files.find(Path.of("examples"), 2, (file, attributes) -> true)) {
            return Stream.of(top, docs, examples)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> found(Pattern pattern, Path document) throws IOException {
        return pattern.matcher(Files.readString(document))
                .results()
                .map((MatchResult hit) -> hit.group(1))
                .toList();
    }

    private static List<String> everywhere(Pattern pattern) throws IOException {
        List<String> all = new ArrayList<>();
        for (Path document : documents()) {
            all.addAll(found(pattern, document));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyScenarioIsOne(Path document) throws IOException {
        for (String yaml : found(YAML, document)) {
            Path file = Files.writeString(folder.resolve("snippet.yaml"), yaml);

            assertThatNoException().as(yaml).isThrownBy(() -> new ScenarioParser().parse(file, Map.of()));
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandIsUnderstood(Path document) throws IOException {
        for (String command : found(COMMAND, document)) {
            String[] arguments = Arrays.stream(command.strip().split("\\s+")).toArray(String[]::new);
            ShutdownRequest stop = new ShutdownRequest(Thread.currentThread());

            assertThatNoException()
                    .as("adpipeline " + command)
                    .isThrownBy(() -> Main.commandLine(stop).parseArgs(arguments));
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyProfileIsInThePom(Path document) throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));

        assertThat(found(PROFILE, document))
                .allSatisfy(profile -> assertThat(pom).contains("<id>" + profile + "</id>"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyFileThatIsLinkedIsThere(Path document) throws IOException {
        Path base = document.toAbsolutePath().getParent();

        assertThat(found(LINK, document))
                .allSatisfy(link -> assertThat(base.resolve(link)).exists());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyTypeThatIsNamedIsThere(Path document) throws IOException {
        assertThat(found(TYPE, document))
                .allSatisfy(type -> assertThat(List.of("src/main/java", "src/test/java"))
                        .anySatisfy(sources -> assertThat(
                                        Path.of(sources, "io/adpipeline", type.replace('.', '/') + ".java"))
                                .exists()));
    }

    @Test
    void everyMessageToTroubleshootIsOneOfTheCode() throws IOException {
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.append(Files.readString(file));
            }
        }
        String code = sources.toString().replaceAll("\"\\s*\\+\\s*\"", "");

        assertThat(found(MESSAGE, Path.of("docs/TROUBLESHOOTING.md")))
                .hasSizeGreaterThan(20)
                .flatMap(message -> List.of(message.split("…")))
                .allSatisfy(part -> assertThat(code).contains(part));
    }

    @Test
    void theVersionIsThatOfThePom() throws IOException {
        String version = Environment.suiteVersion();

        assertThat(everywhere(JAR)).isNotEmpty().containsOnly(version);
        assertThat(found(JAR, Path.of("examples/spark-submit/spark-submit.yaml")))
                .containsOnly(version);
        assertThat(found(RELEASE, Path.of("CHANGELOG.md"))).first().isIn(version, "Unreleased");
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String code(String text) {
        return text.isEmpty() || text.contains(" ") ? text : "`" + text + "`";
    }

    @Test
    void theTableOfKeysIsThatOfTheCode() throws IOException {
        StringBuilder table = new StringBuilder(row("key", "default", "meaning") + "|---|---|---|\n");
        ScenarioKeys.all().forEach(key -> table.append(row(code(key.path()), code(key.defaultText()), key.meaning())));

        assertThat(Path.of("docs/SCENARIOS.md")).content().contains(table);
    }

    @Test
    void theTableOfMetricsIsThatOfTheCode() throws IOException {
        StringBuilder table =
                new StringBuilder(row("metric", "statistics", "meaning", "when broken") + "|---|---|---|---|\n");
        for (Metric metric : Metric.values()) {
            String statistics =
                    metric.statistics().stream().map(DocumentsTest::code).collect(Collectors.joining(" "));
            table.append(row(
                    code(metric.key()),
                    statistics,
                    metric.meaning(),
                    metric.onBreach().name()));
        }

        assertThat(Path.of("docs/SCENARIOS.md")).content().contains(table);
    }

    @Test
    void everyOptionOfEveryCommandStandsInTheTable() throws IOException {
        String table = Files.readString(Path.of("docs/COMMANDS.md"));
        Set<String> options = new TreeSet<>();
        collectOptions(Main.commandLine(new ShutdownRequest(Thread.currentThread())), options);

        assertThat(options)
                .hasSizeGreaterThan(15)
                .allSatisfy(option -> assertThat(table).containsPattern("(?m)^\\| [^|]*`" + option + "[ `]"));
    }

    private static void collectOptions(CommandLine command, Set<String> options) {
        command.getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .forEach(option -> options.add(option.longestName()));
        command.getSubcommands().values().forEach(each -> collectOptions(each, options));
    }

    @Test
    void theDocumentsWereLookedAt() throws IOException {
        assertThat(everywhere(YAML)).hasSizeGreaterThan(1);
        assertThat(everywhere(COMMAND)).hasSizeGreaterThan(5);
        assertThat(everywhere(PROFILE)).contains("perf", "bench");
        assertThat(everywhere(TYPE)).hasSizeGreaterThan(20);
        assertThat(everywhere(LINK)).hasSizeGreaterThan(5);
    }
}
