package io.adpipeline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adpipeline.evidence.MachineUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class MachineWatchTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final double CPUS = Runtime.getRuntime().availableProcessors();

    @TempDir
    private Path folder;

    /** Works for 90 s at most, in a session of its own whose parent has ended. */
    private ProcessHandle stranger() throws IOException {
        Path pid = folder.resolve("pid");
        Process parent = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "setsid timeout 90 /bin/sh -c 'echo $$ > \"$0\"; while :; do :; done' \"$0\" &",
                        pid.toString())
                .start();
        await().atMost(LIMIT).until(() -> !parent.isAlive() && Files.exists(pid) && Files.size(pid) > 0);
        return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    }

    private static MachineUse after(MachineWatch watch, Duration time) {
        long endNs = System.nanoTime() + time.toNanos();
        await().atMost(LIMIT).until(() -> System.nanoTime() > endNs);
        return watch.use();
    }

    @Test
    void aStrangerIsAmongTheOthersUnlessItIsSaidToBeOurs() throws IOException {
        ProcessHandle stranger = stranger();
        try {
            MachineWatch unknown = new MachineWatch(Optional.empty());
            // again if a pause came between the two watches: then they do not see the same
            await().atMost(LIMIT).pollInSameThread().untilAsserted(() -> {
                MachineWatch among = new MachineWatch(Optional.of(List.of()));
                MachineWatch ours = new MachineWatch(Optional.of(List.of(stranger.pid())));
                MachineUse withStranger = after(among, Duration.ofSeconds(2));
                // it may get less than a CPU, where there is much else to do
                assertThat(withStranger.others().orElseThrow()
                                - ours.use().others().orElseThrow())
                        .isBetween(10 / CPUS, 110 / CPUS);
                assertThat(withStranger.stolen().orElseThrow())
                        .isBetween(0.0, withStranger.worstStolen().orElseThrow());
            });
            assertThat(unknown.use().others()).isEmpty();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void whatOneOfOursUsedBeforeItEndedIsNotOfOthers() throws Exception {
        MachineWatch sampled = new MachineWatch(Optional.of(List.of()));
        MachineWatch notSampled = new MachineWatch(Optional.of(List.of()));
        long startNs = System.nanoTime();
        Process ours = new ProcessBuilder("timeout", "90", "/bin/sh", "-c", "while :; do :; done").start();
        try {
            await().atMost(LIMIT).until(() -> {
                sampled.sample();
                return used(ours).compareTo(Duration.ofSeconds(1)) > 0;
            });
        } finally {
            ours.descendants().forEach(ProcessHandle::destroyForcibly);
        }
        ours.waitFor();

        double percent =
                notSampled.use().others().orElseThrow() - sampled.use().others().orElseThrow();
        double seconds = (System.nanoTime() - startNs) / 1e9;
        assertThat(percent / 100 * CPUS * seconds).as("CPU seconds").isGreaterThan(0.5);
    }

    private static Duration used(Process process) {
        return process.descendants()
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
