package io.adpipeline.compare;

import io.adpipeline.files.FolderLock;
import io.adpipeline.files.Folders;
import io.adpipeline.files.UserCache;
import io.adpipeline.pipeline.PipelineCommand;
import io.adpipeline.pipeline.host.PipelineHost;
import io.adpipeline.scenario.Comparison;
import io.adpipeline.scenario.Scenario;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A revision of the user's project, cloned from its Git work tree and built by the project's own command. The user's
 * cache keeps the clones by commit, folder in the repository and command, so each is built once.
 *
 * @param commit its hash, shortened to twelve digits
 * @param project the project's folder in the work tree
 * @param directory the project's folder in the clone
 */
public record BaseRevision(String commit, Path project, Path directory) {

    /** Git sets them for its hooks; they would lead the Git commands here into the hook's repository. */
    private static final Set<String> OF_A_HOOK = Set.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE");

    private static final String BUILT = "built";
    private static final String LOG = "build.log";
    private static final int COMMIT_DIGITS = 12;
    private static final int ERROR_LINES = 20; // Maven ends with ten that name no cause

    /**
     * Clones and builds a revision of the project in which this JVM runs, unless that was done before.
     *
     * @param revision as Git takes it, as in {@code origin/main}
     * @param told gets a line before the build starts
     * @throws IllegalArgumentException if there is no such revision, or it does not build
     */
    public static BaseRevision of(String revision, Comparison comparison, Consumer<String> told)
            throws InterruptedException {
        return of(Path.of("").toAbsolutePath(), UserCache.folder(), revision, comparison, told);
    }

    /** The same for any project, with the clones in any folder. */
    public static BaseRevision of(
            Path project, Path cache, String revision, Comparison comparison, Consumer<String> told)
            throws InterruptedException {
        String inRepository = git(project, "a base is a revision of a Git work tree", "rev-parse", "--show-prefix");
        if (git(project, "Git is too old for a base", "rev-parse", "--is-shallow-repository")
                .equals("true")) {
            throw new IllegalArgumentException("a base needs a full clone; get one with: git fetch --unshallow origin");
        }
        String commit = git(
                        project,
                        "base must be a revision of this Git work tree, was '%s'; to get those of the remote: git fetch origin"
                                .formatted(revision),
                        "rev-parse",
                        "--verify",
                        "--end-of-options",
                        revision + "^{commit}")
                .substring(0, COMMIT_DIGITS);
        String command = String.join(" ", comparison.build());
        Path folder = cache.resolve(
                "%s-%08x".formatted(commit, List.of(inRepository, command).hashCode()));
        BaseRevision base =
                new BaseRevision(commit, project, folder.resolve("clone").resolve(inRepository));
        FolderLock lock = FolderLock.take(folder, FolderLock.RUN);
        try (lock) {
            if (!Files.exists(folder.resolve(BUILT))) {
                told.accept("base %s: building it in %s with %s".formatted(commit, base.directory(), command));
                clone(project, folder.resolve("clone"), commit);
                base.build(comparison.build(), folder.resolve(LOG));
                Files.createFile(folder.resolve(BUILT));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write in %s: %s".formatted(folder, e), e);
        }
        return base;
    }

    private static void clone(Path project, Path clone, String commit) throws InterruptedException {
        Folders.delete(clone); // left by a build that did not end
        String problem = "a base cannot be cloned into " + clone;
        String repository = git(project, problem, "rev-parse", "--git-common-dir");
        git(project, problem, "clone", "--quiet", "--no-checkout", repository, clone.toString());
        git(clone, problem, "checkout", "--quiet", "--detach", commit);
    }

    private void build(List<String> command, Path log) throws IOException, InterruptedException {
        Files.deleteIfExists(log); // of a build that did not end
        if (run(directory, log, log, command) != 0) {
            List<String> said = said(log).lines().toList();
            throw new IllegalArgumentException("base %s does not build; try: cd %s && %s. Its log %s ends: %s"
                    .formatted(
                            commit,
                            directory,
                            String.join(" ", command),
                            log,
                            String.join("\n", said.subList(Math.max(0, said.size() - ERROR_LINES), said.size()))));
        }
    }

    private static String said(Path log) throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
    }

    /**
     * The output of a Git command.
     *
     * @param problem what it means if the command fails, for the message
     */
    private static String git(Path directory, String problem, String... words) throws InterruptedException {
        try {
            Path answer = Files.createTempFile("adpipeline-git-", ".txt");
            Path warnings = Files.createTempFile("adpipeline-git-", ".txt");
            try {
                List<String> command =
                        Stream.concat(Stream.of("git"), Stream.of(words)).toList();
                if (run(directory, answer, warnings, command) != 0) {
                    throw new IllegalArgumentException("%s (git: %s)".formatted(problem, said(warnings)));
                }
                return said(answer);
            } finally {
                Files.delete(answer);
                Files.delete(warnings);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep what git says: " + e, e);
        }
    }

    /** Appends what the command prints to files, which may be the same. */
    private static int run(Path directory, Path output, Path errors, List<String> command) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(Redirect.appendTo(output.toFile()))
                .redirectError(Redirect.appendTo(errors.toFile()))
                .redirectInput(new File("/dev/null"));
        builder.environment().keySet().removeAll(OF_A_HOOK);
        Process process = start(builder);
        try {
            return process.waitFor();
        } finally {
            process.descendants().forEach(ProcessHandle::destroy); // if this thread was interrupted
            process.destroy();
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IllegalArgumentException("a base cannot be had or built here: " + e.getMessage(), e);
        }
    }

    /**
     * The scenario with the pipeline of this revision: with a class path that has nothing of the work tree, or as a
     * command that runs in the clone.
     *
     * @throws IllegalArgumentException if no class path is given and none of the suite's is in the project, or the
     *     command runs outside the project, since the pipeline would then be that of the work tree
     */
    Scenario variant(Scenario scenario) {
        return variant(scenario, PipelineHost.classPath());
    }

    Scenario variant(Scenario scenario, List<String> ofSuite) {
        Scenario.Pipeline pipeline = scenario.pipeline();
        if (pipeline.command().isPresent()) {
            PipelineCommand command = pipeline.command().get();
            String directory = directoryInClone(command.directory());
            return scenario.withPipeline(pipeline.with(
                    pipeline.classPath(),
                    Optional.of(new PipelineCommand(command.words(), directory, command.environment()))));
        }
        List<String> given = scenario.comparison().classPath().isEmpty()
                ? pipeline.classPath()
                : scenario.comparison().classPath();
        if (given.isEmpty() && ofSuite.stream().noneMatch(path -> Path.of(path).startsWith(project))) {
            throw new IllegalArgumentException(
                    "compare.classpath must be given, since nothing that the suite runs with is of the project in %s"
                            .formatted(project));
        }
        List<String> classPath = (given.isEmpty() ? ofSuite : given)
                .stream().map(path -> inClone(project.resolve(path))).toList();
        return scenario.withPipeline(pipeline.with(classPath, pipeline.command()));
    }

    private String directoryInClone(String given) {
        Path inProject = project.resolve(given).normalize();
        if (!inProject.startsWith(project)) {
            throw new IllegalArgumentException(
                    "pipeline.directory must be in the project in %s, or a base would run the same program, was '%s'"
                            .formatted(project, given));
        }
        return inClone(inProject);
    }

    private String inClone(Path path) {
        return (path.startsWith(project) ? directory.resolve(project.relativize(path)) : path).toString();
    }
}
