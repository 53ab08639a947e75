package io.adpipeline.arch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may know whom. */
class ArchitectureTest {

    private static final String ROOT = "io.adpipeline";

    /** Packages by level; they know those of lower levels only. A package that is not here may not exist. */
    private static final List<Set<String>> LEVELS = List.of(
            Set.of("files"),
            Set.of("event", "traffic", "latency", "kafka", "pipeline", "process"),
            Set.of("broker", "load", "result", "slo", "pipeline.host", "pipeline.spark"),
            Set.of("scenario"),
            Set.of("evidence"),
            Set.of("analysis"),
            Set.of("run", "capacity", "compare"),
            Set.of("report.chart"),
            Set.of("report"),
            Set.of("junit", "cli"));

    /** Packages of one level of which the first may know the second all the same, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "pipeline -> kafka", "a pipeline is told by which connection it reaches its Kafka",
            "capacity -> run", "a search for capacity is made of runs",
            "compare -> run", "a comparison is made of runs");

    private static final Set<String> READ_CLOCKS = Set.of("currentTimeMillis", "nanoTime", "now");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static String packageOf(JavaClass type) {
        return type.getPackageName().substring(ROOT.length()).replaceFirst("^\\.", "");
    }

    /** The level of a package, or -1 of one that has none. */
    private static int level(String name) {
        for (int level = 0; level < LEVELS.size(); level++) {
            if (LEVELS.get(level).contains(name)) {
                return level;
            }
        }
        return -1;
    }

    /** Dependencies between packages, as {@code from -> to}, with one example each. */
    private static Map<String, Dependency> betweenPackages() {
        Map<String, Dependency> found = new TreeMap<>();
        for (JavaClass type : MAIN) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith(ROOT)
                        && !packageOf(target).equals(packageOf(type))) {
                    found.putIfAbsent(packageOf(type) + " -> " + packageOf(target), dependency);
                }
            }
        }
        return found;
    }

    private static boolean goesDown(String dependency) {
        String[] ends = dependency.split(" -> ");
        return level(ends[1]) < level(ends[0]);
    }

    @Test
    void everyPackageHasItsLevel() {
        Set<String> packages = MAIN.stream().map(ArchitectureTest::packageOf).collect(Collectors.toSet());

        assertThat(packages).allSatisfy(name -> assertThat(level(name)).as(name).isNotNegative());
    }

    @Test
    void packagesKnowThoseOfLowerLevelsOnly() {
        Map<String, Dependency> wrong = betweenPackages();
        wrong.keySet().removeIf(dependency -> goesDown(dependency) || EXCEPTIONS.containsKey(dependency));

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyExceptionIsStillNeeded() {
        assertThat(betweenPackages()).containsKeys(EXCEPTIONS.keySet().toArray(String[]::new));
        assertThat(EXCEPTIONS.keySet()).noneMatch(ArchitectureTest::goesDown);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(MAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "broker, 'org.testcontainers..,com.github.dockerjava..'",
        "pipeline.spark, 'org.apache.spark..,org.apache.hadoop..'",
        "scenario, 'org.snakeyaml..,org.yaml..'",
        "report.chart, 'org.knowm.xchart..,java.awt..'",
        "junit, 'org.junit..,io.qameta..'",
    })
    void aLibraryIsKnownToOnePackageAlone(String owner, String libraries) {
        DescribedPredicate<JavaClass> library = resideInAnyPackage(libraries.split(","));

        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "." + owner)
                .should()
                .dependOnClassesThat(library)
                .check(MAIN);
        assertThat(MAIN.that(resideInAPackage(ROOT + "." + owner)).stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(Dependency::getTargetClass))
                .as("what %s takes of %s", owner, libraries)
                .anyMatch(library);
    }

    @Test
    void commandLinesAreKnownToTheirPackageAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli")
                .should()
                .dependOnClassesThat(resideInAPackage("picocli.."))
                .check(MAIN);
    }

    @Test
    void librariesForTestsAreNotPartOfTheProduct() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.assertj..", "com.tngtech.archunit..", "org.hamcrest.."))
                .check(MAIN);
    }

    @Test
    void onlyTheConsolePrints() {
        assertThat(classesThat(access -> access.getTargetOwner().isEquivalentTo(System.class)
                        && access.getTarget().getName().equals("out")))
                .containsExactlyInAnyOrder(ROOT + ".report.Console", ROOT + ".cli.Main");
    }

    /** Everything else is given its instants, so that it gives the same result tomorrow. */
    @Test
    void onlyWhatFollowsARunReadsClocks() {
        assertThat(classesThat(access -> READ_CLOCKS.contains(access.getTarget().getName())
                        && access.getTargetOwner().getPackageName().startsWith("java.")))
                .containsExactlyInAnyOrder(
                        ROOT + ".cli.JobCommand",
                        ROOT + ".cli.LatencyCommand",
                        ROOT + ".cli.ProduceCommand",
                        ROOT + ".compare.ComparisonRunner",
                        ROOT + ".load.Pacer",
                        ROOT + ".pipeline.spark.WindowedCounts",
                        ROOT + ".process.ChildJvm",
                        ROOT + ".result.ResultReader",
                        ROOT + ".run.BacklogSampler",
                        ROOT + ".run.Drain",
                        ROOT + ".run.MachineWatch",
                        ROOT + ".run.MeasuredPhase",
                        ROOT + ".run.Measuring",
                        ROOT + ".run.ProgressMeter",
                        ROOT + ".run.RunWatch",
                        ROOT + ".run.Timeline");
    }

    @Test
    void onlyTheseStartThreads() {
        assertThat(classesThat(access -> (access.getTarget().getName().equals("<init>")
                                && access.getTargetOwner().isEquivalentTo(Thread.class))
                        || access.getTargetOwner().isEquivalentTo(Executors.class)
                        || access.getTarget().getName().endsWith("Async")))
                .containsExactlyInAnyOrder(
                        ROOT + ".broker.TestcontainersBroker",
                        ROOT + ".cli.ShutdownRequest",
                        ROOT + ".load.LoadSession",
                        ROOT + ".process.ChildJvm",
                        ROOT + ".process.ParentWatch",
                        ROOT + ".result.ReceiptProbe",
                        ROOT + ".result.ResultReader",
                        ROOT + ".run.BacklogSampler");
    }

    /** Early updates of JDK 17 refuse a link to a folder. */
    @Test
    void foldersAreMadeInOnePlace() {
        assertThat(classesThat(access -> access.getTarget().getName().equals("createDirectories")))
                .containsExactly(ROOT + ".files.Folders");
    }

    @Test
    void nobodySleeps() {
        assertThat(classesThat(access -> access.getTarget().getName().equals("sleep")))
                .isEmpty();
    }

    /** Names of the top-level classes that do that. */
    private static Set<String> classesThat(Predicate<JavaAccess<?>> access) {
        return MAIN.stream()
                .filter(type -> type.getAccessesFromSelf().stream().anyMatch(access))
                .map(type -> type.getName().replaceFirst("\\$.*", ""))
                .collect(Collectors.toSet());
    }

    @Test
    void theRulesLookedAtTheWholeProduct() throws IOException {
        Path sources = Path.of("src/main/java/io/adpipeline");
        Set<String> packages;
        try (Stream<Path> files = Files.walk(sources)) {
            packages = files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> sources.relativize(file.getParent()).toString().replace('/', '.'))
                    .collect(Collectors.toSet());
        }

        assertThat(packages).isNotEmpty();
        assertThat(MAIN.stream().map(ArchitectureTest::packageOf))
                .as("looked at")
                .isNotEmpty()
                .allMatch(packages::contains)
                .contains(packages.toArray(String[]::new));
        assertThat(LEVELS.stream().flatMap(Set::stream)).containsExactlyInAnyOrderElementsOf(packages);
        assertThat(betweenPackages()).hasSizeGreaterThanOrEqualTo(packages.size());
    }
}
