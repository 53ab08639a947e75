package io.adpipeline.pipeline.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;

/**
 * The processes of a command: its descendants, and on Linux also those of its session and all that carry its mark in
 * their environment, even if they have detached themselves. For any thread.
 */
final class MarkedProcesses {

    /** The variable that holds the mark. */
    static final String VARIABLE = "ADPIPELINE_RUN";

    private static final Duration TERMINATE_GRACE = Duration.ofSeconds(3);

    private static final int SESSION = 3;

    private final String entry;
    private final Set<ProcessHandle> roots = ConcurrentHashMap.newKeySet();

    MarkedProcesses(String mark) {
        this.entry = VARIABLE + '=' + mark;
    }

    void add(ProcessHandle root) {
        roots.add(root);
    }

    /** Asks all processes to end, and kills those that have not within 3 s. */
    void end() {
        List<ProcessHandle> alive = alive();
        alive.forEach(ProcessHandle::destroy);
        CompletableFuture.allOf(alive.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, TERMINATE_GRACE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        alive.forEach(ProcessHandle::destroyForcibly);
        // processes that started meanwhile are killed at once
        alive().forEach(ProcessHandle::destroyForcibly);
    }

    private List<ProcessHandle> alive() {
        Stream<ProcessHandle> started =
                roots.stream().flatMap(root -> Stream.concat(Stream.of(root), root.descendants()));
        Stream<ProcessHandle> loose =
                ProcessHandle.allProcesses().filter(process -> isMarked(process) || isInSession(process));
        return Stream.concat(started, loose)
                .filter(ProcessHandle::isAlive)
                .distinct()
                .toList();
    }

    /** {@code /proc/PID/stat} (man 5 proc): the fourth word after the bracketed name is its session's leader. */
    private boolean isInSession(ProcessHandle process) {
        String[] words =
                StringUtils.substringAfterLast(read(process, "stat"), ") ").split(" ");
        return words.length > SESSION
                && roots.stream().anyMatch(root -> words[SESSION].equals(String.valueOf(root.pid())));
    }

    /** {@code /proc/PID/environ} (man 5 proc) has zero-terminated entries. */
    private boolean isMarked(ProcessHandle process) {
        return Arrays.asList(read(process, "environ").split("\0")).contains(entry);
    }

    /** A file of {@code /proc/PID}; empty if the process has ended meanwhile, or is another user's. */
    private static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), file), ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
