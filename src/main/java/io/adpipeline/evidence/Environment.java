package io.adpipeline.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * The machine and the versions of a run.
 *
 * @param facts name and value, sorted; no host names and no user names
 */
public record Environment(Map<String, String> facts) {

    public Environment {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }

    /** The environment of this JVM, now. */
    public static Environment current() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("adpipeline", suiteVersion());
        facts.put("jdk", System.getProperty("java.vendor") + " " + Runtime.version());
        facts.put(
                "os",
                "%s %s %s"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch")));
        facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("memoryMiB", String.valueOf(memoryBytes() >> 20));
        facts.put("heapMiB", String.valueOf(Runtime.getRuntime().maxMemory() >> 20));
        facts.put("kafkaClients", AppInfoParser.getVersion());
        commit().ifPresent(commit -> facts.put("commit", commit));
        return new Environment(facts);
    }

    /** The version that this suite was built as. */
    public static String suiteVersion() {
        Properties built = new Properties();
        try (InputStream file = Environment.class.getResourceAsStream("version.properties")) {
            built.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return built.getProperty("version");
    }

    private static long memoryBytes() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getTotalMemorySize();
    }

    /** The commit under test: {@code -Dperf.commit}, else the commit that the CI names. */
    private static Optional<String> commit() {
        return Stream.of(System.getProperty("perf.commit"), System.getenv("GITHUB_SHA"), System.getenv("CI_COMMIT_SHA"))
                .filter(commit -> commit != null && !commit.isBlank())
                .findFirst();
    }
}
