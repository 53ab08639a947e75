package io.adpipeline.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revisions of a real repository whose project is in a folder of it and has a file {@code version}. */
class BaseRevisionTest {

    private static final String BUILD = "[sh, -c, 'mkdir target && cp version target/']";

    @TempDir
    private Path folder;

    private Path repository;
    private Path project;
    private Path cache;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void commitTwoVersions() throws Exception {
        repository = folder.resolve("a repository");
        project = Files.createDirectories(repository.resolve("project"));
        cache = folder.resolve("cache");
        git(repository, "init", "--quiet");
        for (String version : List.of("first", "second")) {
            Files.writeString(project.resolve("version"), version);
            git(repository, "add", ".");
            git(repository, "-c", "user.name=x", "-c", "user.email=x@y", "commit", "--quiet", "-m", version);
        }
    }

    private static void git(Path directory, String... words) throws IOException, InterruptedException {
        Process git = new ProcessBuilder(
                        Stream.concat(Stream.of("git"), Stream.of(words)).toList())
                .directory(directory.toFile())
                .inheritIO()
                .start();
        assertThat(git.waitFor()).as(String.join(" ", words)).isZero();
    }

    private static Scenario scenario(String build) {
        return SampleRun.scenario(Map.of("compare.build", build));
    }

    private BaseRevision base(String revision, String build) throws InterruptedException {
        return BaseRevision.of(project, cache, revision, scenario(build).comparison(), told::add);
    }

    @Test
    void itIsClonedAndBuiltOnceAndTheWorkTreeStaysAsItIs() throws Exception {
        BaseRevision base = base("HEAD~1", BUILD);

        assertThat(base.directory().resolve("target/version")).hasContent("first");
        assertThat(told)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith(
                                "base %s: building it in %s with sh -c".formatted(base.commit(), base.directory())));
        assertThat(base("HEAD~1", BUILD)).isEqualTo(base);
        assertThat(told).hasSize(1);
        assertThat(base("HEAD", BUILD).directory().resolve("target/version")).hasContent("second");
        assertThat(project).isDirectoryNotContaining("glob:**target");
    }

    @Test
    void oneThatDoesNotBuildIsRefusedWithWhatToTryAndBuiltAnew() throws Exception {
        String broken = "[sh, -c, 'mkdir target; echo no compiler; test -f ../../mended']";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> base("HEAD~1", broken))
                .withMessageMatching(
                        "(?s)base [0-9a-f]{12} does not build; try: cd .*project && sh -c .*\\. Its log .*build.log ends: .*no compiler.*");
        try (Stream<Path> folders = Files.list(cache)) {
            Files.createFile(folders.findFirst().orElseThrow().resolve("mended"));
        }

        assertThat(base("HEAD~1", broken).directory().resolve("target")).isEmptyDirectory();
    }

    @Test
    void aBuildThatCannotBeginIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> base("HEAD", "[no-such-program]"))
                .withMessageStartingWith("a base cannot be had or built here: Cannot run program \"no-such-program\"");
    }

    @Test
    void aRevisionThatIsNotThereAndAFolderWithoutGitAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> base("--all", BUILD))
                .withMessageStartingWith("base must be a revision of this Git work tree, was '--all'; to get those of"
                        + " the remote: git fetch origin (git: fatal: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        BaseRevision.of(folder, cache, "HEAD", scenario(BUILD).comparison(), told::add))
                .withMessageStartingWith("a base is a revision of a Git work tree (git: fatal: not a git repository");
        assertThat(cache).doesNotExist();
    }

    @Test
    void aShallowCloneIsRefusedWithTheCommandThatMendsIt() throws Exception {
        git(folder, "clone", "--quiet", "--depth=1", repository.toUri().toString(), "shallow");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseRevision.of(
                        folder.resolve("shallow"),
                        cache,
                        "HEAD",
                        scenario(BUILD).comparison(),
                        told::add))
                .withMessage("a base needs a full clone; get one with: git fetch --unshallow origin");
    }

    @Test
    void theClassPathOfTheSuiteIsMovedIntoTheClone() throws Exception {
        BaseRevision base = base("HEAD", BUILD);
        List<String> ofSuite =
                List.of(project.resolve("target/classes").toString(), project + "/lib/*", "/elsewhere/x.jar");

        assertThat(base.variant(scenario(BUILD), ofSuite).pipeline().classPath())
                .containsExactly(base.directory() + "/target/classes", base.directory() + "/lib/*", "/elsewhere/x.jar");
        assertThat(base.variant(SampleRun.scenario(Map.of("compare.classpath", "[a.jar, /b.jar]")), ofSuite)
                        .pipeline()
                        .classPath())
                .containsExactly(base.directory() + "/a.jar", "/b.jar");
        assertThat(base.variant(
                                SampleRun.scenario(Map.of(
                                        "pipeline.name", "spark", "pipeline.classpath", "[target/own.jar, /b.jar]")),
                                ofSuite)
                        .pipeline()
                        .classPath())
                .containsExactly(base.directory() + "/target/own.jar", "/b.jar");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> base.variant(scenario(BUILD), List.of("/elsewhere/x.jar")))
                .withMessage(
                        "compare.classpath must be given, since nothing that the suite runs with is of the project in "
                                + project);
    }

    @Test
    void aCommandRunsInTheClone() throws Exception {
        BaseRevision base = base("HEAD", BUILD);
        Scenario command =
                SampleRun.scenario(Map.of("pipeline.command", "[python3, job.py]", "pipeline.directory", "jobs"));

        assertThat(base.variant(command).pipeline().command().orElseThrow().directory())
                .isEqualTo(base.directory() + "/jobs");
        assertThat(base.variant(command).pipeline().command().orElseThrow().words())
                .containsExactly("python3", "job.py");
        Scenario absolute = SampleRun.scenario(Map.of(
                "pipeline.command",
                "[python3, job.py]",
                "pipeline.directory",
                project.resolve("../project/jobs").toString()));
        assertThat(base.variant(absolute).pipeline().command().orElseThrow().directory())
                .isEqualTo(base.directory() + "/jobs");
        Scenario outside =
                SampleRun.scenario(Map.of("pipeline.command", "[python3, job.py]", "pipeline.directory", "/elsewhere"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> base.variant(outside))
                .withMessage(
                        "pipeline.directory must be in the project in %s, or a base would run the same program, was '/elsewhere'",
                        project);
    }

    @Test
    void eachFolderOfARepositoryIsBuilt() throws Exception {
        Path sibling = Files.createDirectories(repository.resolve("sibling"));
        Files.writeString(sibling.resolve("version"), "of the sibling");
        git(repository, "add", ".");
        git(repository, "-c", "user.name=x", "-c", "user.email=x@y", "commit", "--quiet", "-m", "sibling");
        base("HEAD", BUILD);

        BaseRevision ofSibling =
                BaseRevision.of(sibling, cache, "HEAD", scenario(BUILD).comparison(), told::add);

        assertThat(ofSibling.directory().resolve("target/version")).hasContent("of the sibling");
    }

    @Test
    void thePlanSaysWhichRevisionAIs() throws Exception {
        BaseRevision base = base("HEAD", BUILD);
        Scenario scenario = SampleRun.scenario(Map.of("compare.classpath", "[/a.jar]"));
        ComparisonPlan plan = new ComparisonPlan(
                        Map.of(Side.A, scenario, Side.B, scenario), Map.of(Side.A, Map.of("trigger", "1s")), 7)
                .against(base);

        assertThat(plan.described(Side.A)).isEqualTo("base=%s, trigger=1s".formatted(base.commit()));
        assertThat(plan.described(Side.B)).isEqualTo("as it is");
        assertThat(plan.scenarios().get(Side.A).pipeline().classPath()).containsExactly("/a.jar");
        assertThat(plan.scenarios().get(Side.B)).isEqualTo(scenario);
    }

    @Test
    void aWarningOfGitIsNotItsAnswer() throws Exception {
        git(repository, "branch", "both", "HEAD~1");
        git(repository, "tag", "both", "HEAD~1");

        assertThat(base("both", BUILD).directory().resolve("target/version")).hasContent("first");
    }
}
