package io.adpipeline.process;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with what a child has printed.
 *
 * @param path of the file
 */
public record ChildLog(Path path) {

    private static final Logger LOG = LoggerFactory.getLogger(ChildLog.class);
    private static final int ERROR_LINES = 5;
    private static final int TAIL_BYTES = 1 << 20;
    private static final Pattern STACK_FRAME =
            Pattern.compile("^\\s+(at .*\\)$|\\.\\.\\. \\d+ (more|common frames omitted))");

    /** A sentence that quotes its last five lines, without stack frames. */
    public String end() {
        String tail = tail(ERROR_LINES);
        return tail.isEmpty() ? "It printed nothing" : "Its log %s ends: %s".formatted(path, tail);
    }

    /** Its last lines without stack frames, to quote in an error; says so if it cannot be read. */
    public String tail(int lines) {
        try (FileChannel log = FileChannel.open(path)) {
            log.position(Math.max(0, log.size() - TAIL_BYTES));
            // not Files.readString, which refuses a log that is not clean UTF-8
            List<String> all = new String(Channels.newInputStream(log).readNBytes(TAIL_BYTES), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !STACK_FRAME.matcher(line).find())
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(no log at %s: %s)".formatted(path, e.getMessage());
        }
    }

    void deleteIfEmpty() {
        try {
            if (Files.exists(path) && Files.size(path) == 0) {
                Files.delete(path);
            }
        } catch (IOException e) {
            LOG.warn("Cannot remove {}: {}", path, e.getMessage());
        }
    }
}
