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

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final double CPUS = Runtime.getRuntime().availableProcessors();

    @TempDir
    private Path folder;

    /** Works for 20 s at most, in a session of its own whose parent has ended. */
    private ProcessHandle stranger() throws IOException {
        Path pid = folder.resolve("pid");
        Process parent = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "setsid timeout 20 /bin/sh -c 'echo $$ > \"$0\"; while :; do :; done' \"$0\" &",
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
            MachineWatch among = new MachineWatch(Optional.of(List.of()));
            MachineWatch ours = new MachineWatch(Optional.of(List.of(stranger.pid())));
            MachineWatch unknown = new MachineWatch(Optional.empty());
            MachineUse withStranger = after(among, Duration.ofSeconds(2));
            MachineUse withoutStranger = ours.use();

            // it may get less than a CPU, where there is much else to do
            double used = withStranger.others().orElseThrow()
                    - withoutStranger.others().orElseThrow();
            assertThat(used).isBetween(10 / CPUS, 110 / CPUS);
            assertThat(unknown.use().others()).isEmpty();
            assertThat(withStranger.stolen().orElseThrow())
                    .isBetween(0.0, withStranger.worstStolen().orElseThrow());
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void whatOneOfOursUsedBeforeItEndedIsNotOfOthers() throws IOException {
        MachineWatch sampled = new MachineWatch(Optional.of(List.of()));
        MachineWatch notSampled = new MachineWatch(Optional.of(List.of()));
        Process ours = new ProcessBuilder("timeout", "2", "/bin/sh", "-c", "while :; do :; done").start();
        await().atMost(LIMIT).until(() -> {
            sampled.sample();
            return !ours.isAlive();
        });

        assertThat(notSampled.use().others().orElseThrow()
                        - sampled.use().others().orElseThrow())
                .isGreaterThan(10 / CPUS);
    }
}
