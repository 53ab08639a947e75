package io.adpipeline.pipeline.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.pipeline.PipelineCommand;
import io.adpipeline.pipeline.PipelineContext;
import io.adpipeline.pipeline.RunningPipeline;
import io.adpipeline.process.ChildJvm;
import io.adpipeline.process.ParentWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandProcessTest {

    private static final Duration LONG = Duration.ofMinutes(3);
    /** One that waits, a child of it, and a grandchild that has cut itself loose: all sleep for so many seconds. */
    private static final String FAMILY = "sleep %1$d & (setsid sleep %1$d &); wait";

    @TempDir
    private Path folder;

    private static PipelineContext context(Path folder) {
        return new PipelineContext(
                new KafkaConnection("localhost:1", Map.of("ssl.key.password", "hunter2-of-the-key")),
                "in-1",
                "out-1",
                Duration.ofSeconds(5),
                Duration.ofMillis(1500),
                OutputMode.APPEND,
                Duration.ZERO,
                Map.of("size", "7"),
                folder);
    }

    private static PipelineCommand shell(String script) {
        return new PipelineCommand(List.of("sh", "-c", script), ".", Map.of());
    }

    private CommandProcess open(PipelineCommand command) {
        return CommandProcess.open(command, log());
    }

    private Path log() {
        return folder.resolve("pipeline.log");
    }

    /** How long the processes of a test sleep: a time by which they are known among those of other tests and builds. */
    private static int seconds(int test) {
        return Math.toIntExact(1_000_000 + ProcessHandle.current().pid() * 10 + test);
    }

    private static List<ProcessHandle> sleeping(int seconds) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").endsWith("sleep " + seconds))
                .toList();
    }

    @Test
    void placeholdersStandForWhatThePipelineGets() throws Exception {
        PipelineCommand command = new PipelineCommand(
                List.of("sh", "-c", "echo $0 $1 $2; pwd", "${topics.events}>${topics.results}", "${window.ms}", "$X"),
                folder.toString(),
                Map.of("SIZE", "${settings.size} of ${outputMode} at ${bootstrapServers}, ${watermark.ms}"));

        PipelineCommand resolved = command.in(context(folder));

        assertThat(resolved.words()).endsWith("in-1>out-1", "5000", "$X");
        assertThat(resolved.environment()).containsEntry("SIZE", "7 of append at localhost:1, 1500");
        try (CommandProcess process = open(command)) {
            process.start(context(folder));
            await().atMost(LONG).until(() -> Files.readString(log()).contains(folder.toString()));
            assertThat(log()).content().startsWith("in-1>out-1 5000 $X");
        }
    }

    @Test
    void secretsReachItByAFileThatOnlyThisUserCanRead() throws Exception {
        try (CommandProcess process = open(shell("cat \"$0\"; sleep 60"))) {
            process.start(context(folder));

            Path file = folder.resolve("client.properties");
            assertThat(file)
                    .content()
                    .contains("ssl.key.password=hunter2-of-the-key", "bootstrap.servers=localhost\\:1");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void anExitIsADeathWithItsCodeAndItsLastLines() throws Exception {
        try (CommandProcess process = open(shell("echo the disk is made of cheese; exit 7"));
                RunningPipeline running = process.start(context(folder))) {
            await().atMost(LONG).until(() -> running.failure().isPresent());

            assertThat(running.failure().orElseThrow())
                    .hasMessageStartingWith("it ended with exit code 7. Its log ")
                    .hasMessageContaining("the disk is made of cheese");
            assertThat(running.reportsProgress()).isFalse();
        }
    }

    @Test
    void aStackThatWasPrintedIsQuotedWithoutItsFrames() throws Exception {
        String stack =
                "echo 'Exception: no cheese'; for i in 1 2 3 4 5 6 7; do printf '\\tat some.Class.m(Class.java:1)\\n'; done;"
                        + " printf '\\t... 6 more\\n'; exit 1";
        try (CommandProcess process = open(shell(stack));
                RunningPipeline running = process.start(context(folder))) {
            await().atMost(LONG).until(() -> running.failure().isPresent());

            assertThat(running.failure().orElseThrow()).message().endsWith("ends: Exception: no cheese");
        }
    }

    @Test
    void anExitWithoutAWordSaysSo() throws Exception {
        try (CommandProcess process = open(shell("exit 3"));
                RunningPipeline running = process.start(context(folder))) {
            await().atMost(LONG).until(() -> running.failure().isPresent());

            assertThat(running.failure().orElseThrow()).hasMessage("it ended with exit code 3. It printed nothing");
        }
    }

    @Test
    void closingEndsTheWholeFamily() throws Exception {
        try (CommandProcess process = open(shell(FAMILY.formatted(seconds(1))))) {
            process.start(context(folder));
            await().atMost(LONG).until(() -> sleeping(seconds(1)).size() == 2);
        }

        assertThat(sleeping(seconds(1))).isEmpty();
    }

    @Test
    void oneThatHasCutItselfLooseAndHasNoMarkIsOfTheSession() throws Exception {
        try (CommandProcess process = open(shell("(env -i sleep %d &); sleep 600".formatted(seconds(5))))) {
            process.start(context(folder));
            await().atMost(LONG).until(() -> !sleeping(seconds(5)).isEmpty());
        }

        assertThat(sleeping(seconds(5))).isEmpty();
    }

    @Test
    void aFamilyThatDoesNotListenIsKilled() throws Exception {
        try (CommandProcess process = open(shell("trap '' TERM; sleep %d & wait".formatted(seconds(2))))) {
            process.start(context(folder));
            await().atMost(LONG).until(() -> !sleeping(seconds(2)).isEmpty());
        }

        assertThat(sleeping(seconds(2))).isEmpty();
    }

    @Test
    void aKilledWatcherIsToldAndLeavesNothing() throws Exception {
        try (CommandProcess process = open(shell(FAMILY.formatted(seconds(3))))) {
            RunningPipeline running = process.start(context(folder));
            await().atMost(LONG).until(() -> sleeping(seconds(3)).size() == 2);
            ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();

            await().atMost(LONG).until(() -> running.failure().isPresent());
            assertThat(running.failure().orElseThrow()).hasMessageContaining("the JVM that watches it was killed");
        }

        assertThat(sleeping(seconds(3))).isEmpty();
    }

    @Test
    void nothingIsLeftWhenTheSuiteWasKilled() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        ChildJvm suite = ChildJvm.start(new ChildJvm.Spec(
                "suite",
                Suite.class,
                Optional.empty(),
                List.of("-Xmx64m"),
                List.of(folder.toString(), String.valueOf(seconds(4))),
                folder.resolve("suite.log"),
                lines::add));
        await().atMost(LONG).until(() -> sleeping(seconds(4)).size() == 2);

        suite.kill();

        await().atMost(LONG).until(() -> sleeping(seconds(4)).isEmpty());
        suite.close();
    }

    @Test
    void aProgramOrAFolderThatIsNotThereIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandProcess.require(new PipelineCommand(List.of("pyton3"), ".", Map.of())))
                .withMessage("pipeline.command must begin with a program that can be run, was 'pyton3', which is in no "
                        + "folder of the PATH");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandProcess.require(new PipelineCommand(List.of("./job"), ".", Map.of())))
                .withMessage("pipeline.command must begin with a program that can be run, was './job'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandProcess.require(new PipelineCommand(List.of("sh"), "/no/such", Map.of())))
                .withMessage("pipeline.directory must be a folder, was '/no/such'");
        assertThatCode(() -> CommandProcess.require(shell("true"))).doesNotThrowAnyException();
    }

    /** The command is found by the path that it gets; what a placeholder stands for is not known yet. */
    @Test
    void aProgramOfItsOwnPathOrOfASettingIsAccepted() throws IOException {
        Path program = Files.writeString(folder.resolve("job"), "#!/bin/sh");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));

        assertThatCode(() -> CommandProcess.require(
                        new PipelineCommand(List.of("job"), ".", Map.of("PATH", "/bin:" + folder))))
                .doesNotThrowAnyException();
        assertThatCode(() -> CommandProcess.require(new PipelineCommand(List.of("${settings.python}"), ".", Map.of())))
                .doesNotThrowAnyException();
    }

    @Test
    void aProgramThatCannotBeStartedIsToldAtTheStart() throws IOException {
        Path text = Files.writeString(folder.resolve("job"), "no program");
        PipelineCommand command = new PipelineCommand(List.of(text.toString()), "/no/such", Map.of());
        try (CommandProcess process = open(command)) {
            assertThatExceptionOfType(PipelineFailure.class)
                    .isThrownBy(() -> process.start(context(folder)))
                    .withMessageContaining("/no/such");
        }
    }

    /** Starts a command and waits to be killed. */
    static final class Suite {

        private Suite() {}

        public static void main(String[] arguments) throws InterruptedException {
            ParentWatch.start(line -> {}, () -> {});
            Path folder = Path.of(arguments[0]);
            CommandProcess.open(shell(FAMILY.formatted(Integer.valueOf(arguments[1]))), folder.resolve("pipeline.log"))
                    .start(context(folder));
            new CountDownLatch(1).await();
        }
    }
}
