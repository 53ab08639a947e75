package io.adpipeline.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adpipeline.process.ProcessUse.JvmWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessUseTest {

    private static final Duration LONG = Duration.ofMinutes(3);

    /** A shell that waits, a child of it that works, and what the child used stays counted after its end. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void whatDescendantsUseCountsAlsoWhenTheyHaveEnded() throws IOException {
        Process shell = new ProcessBuilder("/bin/sh", "-c", "(while :; do :; done) & echo $!; wait; sleep 60").start();
        try {
            ProcessUse use = new ProcessUse(shell.pid());
            await().atMost(LONG).until(() -> {
                use.sample();
                return use.cpuSeconds() > 0.3;
            });
            long child = Long.parseLong(shell.inputReader().readLine());
            ProcessHandle.of(child).orElseThrow().destroyForcibly();
            await().atMost(LONG)
                    .until(() ->
                            !ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false));
            double before = use.cpuSeconds();
            use.sample();

            assertThat(use.cpuSeconds()).isGreaterThanOrEqualTo(before);
            assertThat(use.peakBytes().orElseThrow()).isGreaterThan(100_000);
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }

    /** A program whose garbage and whose hot loop leave work to the JVM. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void whatCompilersAndCollectorsOfAJvmUseIsTold(@TempDir Path folder) throws IOException {
        Path program = Files.writeString(folder.resolve("Garbage.java"), """
                import java.util.*;
                public class Garbage {
                    public static void main(String[] arguments) {
                        Deque<byte[]> kept = new ArrayDeque<>();
                        while (true) {
                            kept.add(new byte[1000]);
                            if (kept.size() > 10_000) {
                                kept.remove();
                            }
                        }
                    }
                }
                """);
        Process java = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(), "-Xmx64m", program.toString())
                .start();
        try {
            ProcessUse use = new ProcessUse(java.pid());
            await().atMost(LONG).until(() -> {
                use.sample();
                return use.cpuSeconds(JvmWork.COMPILING) > 0.1 && use.cpuSeconds(JvmWork.COLLECTING) > 0.1;
            });

            assertThat(use.cpuSeconds(JvmWork.COMPILING) + use.cpuSeconds(JvmWork.COLLECTING))
                    .isLessThan(use.cpuSeconds());
        } finally {
            java.destroyForcibly();
        }
    }

    @Test
    void whatHasEndedUsesNothing() throws Exception {
        Process ended = new ProcessBuilder("/bin/true").start();
        ended.waitFor();

        ProcessUse use = new ProcessUse(ended.pid());
        use.sample();

        assertThat(use.cpuSeconds()).isZero();
        assertThat(use.cpuSeconds(JvmWork.COLLECTING)).isZero();
        assertThat(use.peakBytes()).isEmpty();
    }
}
