package io.adpipeline.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final AtomicLong turns = new AtomicLong();
    private volatile boolean ended;

    /** Does nothing else, so that it is the hottest of its thread. */
    private void turnRound() {
        long value = 1;
        while (!ended) {
            value = value * 31 + (value >>> 7);
            turns.lazySet(value);
        }
    }

    @Test
    void aRecordingTellsTheHottestMethodsAndTheCollections(@TempDir Path folder) throws Exception {
        Path file = folder.resolve(Profile.RECORDING);
        Thread busy = new Thread(this::turnRound, "busy");
        try (Recording recording = new Recording(Configuration.getConfiguration("profile"))) {
            recording.start();
            busy.start();
            System.gc();
            // until the sampler has seen it, which a busy machine delays
            Awaitility.await()
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        recording.dump(file);
                        return Profile.read(file).samples() > 20;
                    });
        } finally {
            ended = true;
            busy.join();
        }

        Profile profile = Profile.read(file);

        assertThat(profile.hottest())
                .extracting(Profile.HotMethod::name)
                .anyMatch(name -> name.startsWith(ProfileTest.class.getName()) || name.contains("AtomicLong"));
        assertThat(profile.hottest()).isSortedAccordingTo((a, b) -> Double.compare(b.percent(), a.percent()));
        assertThat(profile.hottest().stream()
                        .mapToDouble(Profile.HotMethod::percent)
                        .sum())
                .isBetween(1.0, 100.001);
        assertThat(profile.collections()).isPositive();
        assertThat(profile.pauseMs()).isPositive();
    }
}
