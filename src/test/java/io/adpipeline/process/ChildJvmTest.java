package io.adpipeline.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.adpipeline.LogCapture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmTest {

    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Test
    void linesGoBothWaysAndTheExitCodeComesBack() throws InterruptedException {
        try (ChildJvm child = start(Children.Echo.class)) {
            awaitReady();
            child.send("grüße");
            assertThat(child.exitCode()).isEmpty();
            child.send("end");

            assertThat(child.waitFor(LONG)).isTrue();
            assertThat(child.exitCode()).contains(3);
            assertThat(child.alive()).isFalse();
            assertThat(lines).containsExactly("ready", "echo grüße", "echo end");
        }
    }

    @Test
    void argumentsArriveAsTheyWereWritten() throws InterruptedException {
        String[] awkward = {"two words", "a\"quote\"", "back\\slash", "@file", "", "two\nlines", "#no comment"};
        try (ChildJvm child = start(Children.Echo.class, awkward)) {
            awaitReady();
            child.send("end");

            assertThat(child.waitFor(LONG)).isTrue();
            assertThat(String.join("\n", lines))
                    .contains("argument two words\nargument a\"quote\"\nargument back\\slash\nargument @file\n"
                            + "argument \nargument two\nlines\nargument #no comment\nready");
        }
    }

    @Test
    void whatAChildPrintsGoesToTheLogAlone() {
        try (ChildJvm child = start(Children.Echo.class)) {
            awaitReady();

            assertThat(child.log().tail(5)).contains("on standard output", "on standard error");
            assertThat(lines).containsExactly("ready");
        }
    }

    @Test
    void closingEndsTheChildAndMayBeDoneTwice() {
        ChildJvm child = start(Children.Echo.class);
        awaitReady();

        child.close();
        child.close();

        assertThat(child.alive()).isFalse();
        assertThat(child.exitCode()).contains(0);
        assertThatIllegalStateException()
                .isThrownBy(() -> child.send("more"))
                .withMessageContaining("child (pid " + child.pid() + ", ended with 0) takes no more lines");
    }

    @Test
    void closingKillsAChildThatDoesNotListen() {
        ChildJvm child = start(Children.Stubborn.class);
        await().atMost(LONG).until(() -> child.log().tail(1).equals("ready"));

        child.close(Duration.ofMillis(100), Duration.ofMillis(100));

        assertThat(child.alive()).isFalse();
        assertThat(child.exitCode()).contains(137);
    }

    @Test
    void aKilledChildIsGoneAtOnce() throws InterruptedException {
        try (ChildJvm child = start(Children.Echo.class)) {
            child.kill();

            assertThat(child.waitFor(LONG)).isTrue();
            assertThat(child.exitCode()).contains(137);
        }
    }

    @Test
    void waitingEndsWhenTheTimeIsUp() throws InterruptedException {
        try (ChildJvm child = start(Children.Echo.class)) {
            assertThat(child.waitFor(Duration.ofMillis(1))).isFalse();
        }
    }

    @Test
    void aConsumerThatThrowsDoesNotBlockTheChild() throws InterruptedException {
        Path log = directory.resolve("child.log");
        try (LogCapture errors = LogCapture.of(ChildJvm.class.getName());
                ChildJvm child = ChildJvm.start(new ChildJvm.Spec(
                        "child", Children.Echo.class, Optional.empty(), List.of("-Xmx32m"), List.of(), log, line -> {
                            lines.add(line);
                            throw new IllegalStateException("cannot take " + line);
                        }))) {
            awaitReady();
            child.send("end");

            assertThat(child.waitFor(LONG)).isTrue();
            assertThat(lines).containsExactly("ready", "echo end");
            assertThat(errors.messages())
                    .containsExactly("ERROR Cannot handle a line of child", "ERROR Cannot handle a line of child");
        }
    }

    @Test
    void aLogInWhichNothingStandsIsNotLeft() {
        Path log = directory.resolve("silent.log");
        ChildJvm child = ChildJvm.start(new ChildJvm.Spec(
                "child", Children.Silent.class, Optional.empty(), List.of("-Xmx32m"), List.of(), log, lines::add));
        awaitReady();
        assertThat(log).isEmptyFile();

        child.close();

        assertThat(log).doesNotExist();
    }

    @Test
    void aLogInWhichSomethingStandsIsLeft() {
        ChildJvm child = start(Children.Echo.class);
        awaitReady();

        child.close();

        assertThat(directory.resolve("child.log")).content().contains("on standard error");
    }

    @Test
    void everyChildGetsTheOptionsThatAPropertyNames() throws InterruptedException {
        String before = System.getProperty("adpipeline.child.options", "");
        System.setProperty("adpipeline.child.options", "-Xint  -Dodd=1");
        try (ChildJvm child = start(Children.Options.class)) {
            assertThat(child.waitFor(LONG)).isTrue();
            assertThat(lines)
                    .singleElement()
                    .asString()
                    .startsWith("[-XX:+ExitOnOutOfMemoryError, -XX:Tier4")
                    .endsWith(", -Xint, -Dodd=1, -Xmx32m]");
        } finally {
            System.setProperty("adpipeline.child.options", before);
        }
    }

    @Test
    void theClassPathIsNotInTheListOfProcesses() {
        try (ChildJvm child = start(Children.Echo.class)) {
            awaitReady();

            ProcessHandle.Info info =
                    ProcessHandle.of(child.pid()).orElseThrow().info();
            assertThat(info.commandLine().orElseThrow())
                    .contains("-Dadpipeline.process=child")
                    .doesNotContain(System.getProperty("java.class.path"));
        }
    }

    @Test
    void aChildThatCannotStartSaysWhyInItsLog() throws Exception {
        Path log = directory.resolve("child.log");
        try (ChildJvm child = ChildJvm.start(new ChildJvm.Spec(
                "child", Children.Echo.class, Optional.empty(), List.of("-Xmx1"), List.of(), log, lines::add))) {
            assertThat(child.waitFor(LONG)).isTrue();
            assertThat(child.exitCode()).contains(1);
            assertThat(child.log().tail(10)).contains("heap");
        }
    }

    @Test
    void aChildIsGoneAfterItsParentWasKilled() {
        ChildJvm parent =
                start(Children.Parent.class, directory.resolve("grandchild.log").toString());
        await().atMost(LONG).until(() -> !lines.isEmpty());
        ProcessHandle grandchild =
                ProcessHandle.of(Long.parseLong(lines.get(0))).orElseThrow();
        assertThat(grandchild.isAlive()).isTrue();

        parent.kill();

        await().atMost(LONG).until(() -> !grandchild.isAlive());
        parent.close();
    }

    @Test
    void aLineBreakInALineIsRefused() {
        try (ChildJvm child = start(Children.Echo.class)) {
            assertThatIllegalArgumentException().isThrownBy(() -> child.send("two\nlines"));
        }
    }

    private void awaitReady() {
        await().atMost(LONG).until(() -> lines.contains("ready"));
    }

    private ChildJvm start(Class<?> mainClass, String... arguments) {
        Path log = directory.resolve("child.log");
        return ChildJvm.start(new ChildJvm.Spec(
                "child", mainClass, Optional.empty(), List.of("-Xmx32m"), List.of(arguments), log, lines::add));
    }
}
