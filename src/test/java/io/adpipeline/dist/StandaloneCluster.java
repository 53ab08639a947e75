package io.adpipeline.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;

/** A master of Spark and its workers on loopback, each a process of its own. Nothing of it outlives this JVM. */
final class StandaloneCluster implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern MASTER_STARTED = Pattern.compile("Starting Spark master at (spark://\\S+)");

    private final Path home;
    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final Thread atExit = new Thread(this::kill);

    /**
     * Starts it.
     *
     * @param home a SPARK_HOME
     * @param folder for logs and for what workers write
     */
    StandaloneCluster(Path home, Path folder, int workers) throws IOException {
        this.home = home;
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(atExit);
        start("master", "master.Master");
        awaitLine("master", MASTER_STARTED);
        for (int i = 1; i <= workers; i++) {
            String work = folder.resolve("work-" + i).toString();
            start(worker(i), "worker.Worker", "--cores", "1", "--memory", "1g", "--work-dir", work, master());
        }
        for (int i = 1; i <= workers; i++) {
            awaitLine(worker(i), Pattern.compile("Successfully registered with master"));
        }
    }

    private static String worker(int number) {
        return "worker-" + number;
    }

    private void start(String name, String daemon, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "@" + home.resolve("jvm.options"), "-Xmx256m"));
        command.addAll(List.of(StringUtils.split(Command.SHORT_LIVED)));
        command.addAll(List.of(
                // tells where it listens, which it chooses itself
                "-Dlog4j2.configurationFile=classpath:org/apache/spark/log4j2-defaults.properties",
                "-cp",
                home.resolve("jars") + "/*",
                "org.apache.spark.deploy." + daemon));
        command.addAll(List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
        command.addAll(List.of(arguments));
        processes.add(Command.start(folder, log(name), environment(home), command));
    }

    /** What Spark's processes look for. */
    static Map<String, String> environment(Path home) {
        return Map.of("SPARK_HOME", home.toString(), "SPARK_SCALA_VERSION", "2.12", "SPARK_LOCAL_IP", "127.0.0.1");
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private Matcher awaitLine(String name, Pattern line) throws IOException {
        await().atMost(LIMIT)
                .until(() -> line.matcher(Files.readString(log(name))).find()
                        || processes.stream().anyMatch(process -> !process.isAlive()));
        String log = Files.readString(log(name));
        Matcher found = line.matcher(log);
        assertThat(found.find()).as(log).isTrue();
        return found;
    }

    /** The address that applications are submitted to. */
    String master() throws IOException {
        return awaitLine("master", MASTER_STARTED).group(1);
    }

    /** Kills the first worker with all that it has started; returns how many executors that were. */
    int killAWorker() throws InterruptedException {
        Process worker = processes.remove(1);
        List<ProcessHandle> executors = worker.descendants().toList();
        worker.destroyForcibly().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS); // first, or it would start others
        executors.forEach(ProcessHandle::destroyForcibly);
        return executors.size();
    }

    private void kill() {
        List<ProcessHandle> all = processes.stream()
                .flatMap(process -> Stream.concat(Stream.of(process.toHandle()), process.descendants()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        await().atMost(LIMIT).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        kill();
    }
}
