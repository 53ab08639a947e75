package io.adpipeline.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How late the kernel may wake a sleeping thread to save wake-ups: 50 µs by default on Linux, which is the distance of
 * two events at 20,000 events/s. A thread may ask for less without any privilege.
 */
final class TimerSlack {

    private static final Logger LOG = LoggerFactory.getLogger(TimerSlack.class);
    private static final Path SELF = Path.of("/proc/thread-self");

    private TimerSlack() {}

    /** Asks for the least slack for the calling thread; where the system does not know of it, nothing changes. */
    static void minimise() {
        if (!Files.isSymbolicLink(SELF)) {
            return;
        }
        try {
            Path threadId = Files.readSymbolicLink(SELF).getFileName();
            Files.writeString(Path.of("/proc").resolve(threadId).resolve("timerslack_ns"), "1");
        } catch (IOException e) {
            LOG.warn("the producer's timers stay coarse: {}", e.toString());
        }
    }
}
