package io.adpipeline.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adpipeline.it.SharedKafka;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A gate that goes red, through Maven, in a copy of this project: what a CI sees of it. Run by
 * {@code mvn verify -Pdist}.
 */
class RedGateSuite {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** As it stands in a report that is one file. */
    private static final Pattern CATEGORIES = Pattern.compile("d\\('data/categories\\.json','([^']+)'\\)");

    private static final String FIRST_LINE = "smoke: FAIL (threshold broken), undecided: perEvent p90 is ";

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    @TempDir
    private static Path project;

    private static Command starved;
    private static Command gate;

    @BeforeAll
    static void runTheGate() throws Exception {
        copy();
        // first: the files of the last one are looked at
        starved = gate(
                "-DskipTests",
                "-DskipITs",
                "-Dmaven.test.skip=true",
                "-Dperf.tags=smoke",
                "-Dperf.kafka=embedded",
                "-Dit.jvm=-XX:MaxMetaspaceSize=90m");
        gate = gate(
                "-Dmaven.test.failure.ignore=true",
                "-Dit.jvm=" + Command.SHORT_LIVED,
                "-Dperf.set.description=<b>a & b</b> | ]]>",
                "-Dperf.tags=smoke",
                // beside a Kafka that runs already nothing is known of other processes, so they excuse no slowness
                "-Dperf.kafka=" + KAFKA.broker().connection().bootstrapServers(),
                "-Dperf.set.warmup=0s",
                "-Dperf.set.duration=4s",
                "-Dperf.set.watermark=1m",
                "-Dperf.set.campaigns=100",
                "-Dperf.set.tail=1s",
                "-Dperf.set.slo.scheduleLag.p99=60s",
                "-Dperf.set.slo.windowClose.p90=60s",
                "-Dperf.set.slo.perEvent.p90=1ms");
    }

    private static Command gate(String... settings) throws Exception {
        String maven = Path.of(System.getProperty("maven.home"), "bin", "mvn").toString();
        List<String> command = new ArrayList<>(List.of(maven, "-B", "-ntp", "verify", "-Pperf"));
        command.addAll(List.of(settings));
        return Command.run(project, command);
    }

    /** The sources, and what is compiled of them; Maven would compile again if the lists of files named other folders. */
    private static void copy() throws IOException {
        String here = Path.of("").toAbsolutePath().toString();
        for (String part : List.of(
                "pom.xml",
                ".mvn",
                "src",
                "bin",
                "README.md",
                "LICENSE",
                "target/classes",
                "target/test-classes",
                "target/maven-status",
                "target/generated-test-sources")) {
            try (Stream<Path> files = Files.walk(Path.of(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.createDirectories(project.resolve(file).getParent());
                    Files.copy(file, project.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
                    if (file.toString().endsWith(".lst")) {
                        String list = Files.readString(file).replace(here, project.toString());
                        Files.writeString(project.resolve(file), list);
                    }
                }
            }
        }
    }

    private static JsonNode json(String file) throws IOException {
        return JSON.readTree(project.resolve(file).toFile());
    }

    @Test
    void mavenFailsAndItsConsoleNamesTheThreshold() {
        assertThat(gate.exitCode()).as(gate.output()).isNotZero();
        assertThat(gate.output()).contains(FIRST_LINE, "There are test failures");
        assertThat(gate.output()).doesNotContainPattern("(?m)^\\s+at [\\w.$]+\\(");
    }

    /** Enough for the suite, the broker and the generator, too little for Spark. What skips tests elsewhere skips no gate. */
    @Test
    void aPipelineWithoutMemoryIsNoVerdictAndTheGateSaysSoThoughTestsAreSkipped() {
        assertThat(starved.exitCode()).as(starved.output()).isNotZero();
        assertThat(starved.output())
                .contains(
                        "the pipeline's JVM ended with exit code 3 (OutOfMemoryError: give it more with -Dperf.heap=4g")
                .doesNotContain("smoke: FAIL", "smoke: PASS");
    }

    @Test
    void theSuiteHasNothingOfSparkAndNothingOfTheBroker() throws Exception {
        List<String> classPath = property("surefire.test.class.path");

        assertThat(classPath).hasSizeGreaterThan(20);
        assertThat(classPath.stream().filter(entry -> entry.endsWith(".jar"))).allSatisfy(jar -> {
            try (JarFile classes = new JarFile(jar)) {
                assertThat(classes.stream().map(JarEntry::getName))
                        .noneMatch(name -> name.startsWith("org/apache/spark/") || name.startsWith("kafka/server/"));
            }
        });
    }

    private static List<String> property(String name) throws Exception {
        NodeList properties = junitXml().getElementsByTagName("property");
        return IntStream.range(0, properties.getLength())
                .mapToObj(i -> (Element) properties.item(i))
                .filter(property -> property.getAttribute("name").equals(name))
                .flatMap(property -> Stream.of(property.getAttribute("value").split(File.pathSeparator)))
                .toList();
    }

    private static Document junitXml() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(project.resolve("target/failsafe-reports/TEST-io.adpipeline.perf.ScenarioSuite.xml")
                        .toFile());
    }

    @Test
    void theJUnitXmlHasTheScenarioAsAFailedTestCase() throws Exception {
        Document xml = junitXml();
        Element test = (Element) xml.getElementsByTagName("testcase").item(0);
        Element failure = (Element) test.getElementsByTagName("failure").item(0);

        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(1);
        assertThat(test.getAttribute("name")).contains("smoke");
        assertThat(failure.getAttribute("message")).startsWith(FIRST_LINE);
        assertThat(failure.getAttribute("type")).endsWith("ScenarioFailedError");
    }

    @Test
    void theResultsOfTheSuiteSayFail() throws IOException {
        assertThat(json("target/perf/results.json").path("verdict").textValue()).isEqualTo("FAIL");
        assertThat(json("target/perf/smoke/result.json").path("verdict").textValue())
                .isEqualTo("FAIL");
        assertThat(project.resolve("target/perf/summary.md"))
                .content()
                .startsWith("## ❌ Performance gate failed: 0 of 1 scenario passed");
    }

    @Test
    void allureHasAFailedTestWithItsStepsAndFiles() throws IOException {
        List<JsonNode> results = new ArrayList<>();
        try (Stream<Path> files = Files.list(project.resolve("target/allure-results"))) {
            for (Path file : files.filter(file -> file.toString().endsWith("-result.json"))
                    .toList()) {
                results.add(JSON.readTree(file.toFile()));
            }
        }

        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.path("name").textValue()).isEqualTo("smoke");
            assertThat(result.path("status").textValue()).isEqualTo("failed");
            assertThat(result.path("descriptionHtml").textValue()).contains("&lt;b&gt;a &amp; b&lt;/b&gt; | ]]&gt;");
            assertThat(result.at("/statusDetails/message").textValue()).startsWith(FIRST_LINE);
            assertThat(result.path("steps").findValuesAsText("name"))
                    .contains("warm-up", "measure", "drain", "analyse");
            assertThat(result.path("attachments").findValuesAsText("name"))
                    .contains("report.txt", "result.json", "latency-perEvent.svg", "smoke.yaml");
            assertThat(result.path("attachments").findValuesAsText("source"))
                    .allSatisfy(source -> assertThat(
                                    project.resolve("target/allure-results").resolve(source))
                            .isNotEmptyFile());
        });
    }

    @Test
    void theReportIsBuiltAndPutsTheFailureIntoItsCategory() throws IOException {
        Matcher data = CATEGORIES.matcher(Files.readString(project.resolve("target/allure-report/index.html")));
        assertThat(data.find()).isTrue();
        JsonNode categories =
                JSON.readTree(Base64.getDecoder().decode(data.group(1))).path("children");

        assertThat(categories).singleElement().satisfies(category -> {
            assertThat(category.path("name").textValue()).isEqualTo("Threshold broken");
            assertThat(category.toString()).contains("\"name\":\"smoke\"");
        });
    }
}
