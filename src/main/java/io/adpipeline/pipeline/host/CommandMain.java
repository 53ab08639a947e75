package io.adpipeline.pipeline.host;

import io.adpipeline.pipeline.PipelineCommand;
import io.adpipeline.process.ChildJvm;
import io.adpipeline.process.Lines;
import io.adpipeline.process.ParentWatch;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Starts a command and watches over it, in a JVM of its own, so that no process of the command outlives the suite. Gets
 * an {@link Order} and answers {@link HostProtocol#STARTED} with the command's process id, or
 * {@link HostProtocol#FAILED}; then {@link #EXITED} with the command's exit code.
 */
final class CommandMain {

    static final String EXITED = "EXITED";

    private static final Path SET_SESSION = Path.of("/usr/bin/setsid");

    private CommandMain() {}

    /**
     * What to run.
     *
     * @param command the command, with its placeholders replaced
     * @param inherited the suite's values of those variables that differ or are absent in this JVM
     * @param mark identifies the command's processes, see {@link MarkedProcesses}
     * @param log file for the command's output
     */
    record Order(PipelineCommand command, Map<String, String> inherited, String mark, String log) {}

    public static void main(String[] arguments) throws InterruptedException {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        AtomicReference<MarkedProcesses> started = new AtomicReference<>();
        PrintStream suite = ParentWatch.start(
                lines::add, () -> Optional.ofNullable(started.get()).ifPresent(MarkedProcesses::end));
        Order order = Lines.value(lines.take(), Order.class);
        MarkedProcesses processes = new MarkedProcesses(order.mark());
        started.set(processes);
        try {
            Process process = start(order);
            processes.add(process.toHandle());
            suite.println(Lines.text(HostProtocol.STARTED, String.valueOf(process.pid())));
            suite.println(Lines.text(EXITED, String.valueOf(process.waitFor())));
        } catch (IOException e) {
            suite.println(Lines.text(HostProtocol.FAILED, e.getMessage()));
        }
        new CountDownLatch(1).await(); // until the parent closes standard input, which halts this JVM
    }

    private static Process start(Order order) throws IOException {
        List<String> words = new ArrayList<>();
        if (Files.isExecutable(SET_SESSION)) {
            words.add(SET_SESSION.toString()); // a session of its own, which the terminal's signals do not reach
        }
        words.addAll(order.command().words());
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(new File(order.command().directory()));
        builder.environment().keySet().removeAll(ChildJvm.changedVariables()); // restored to the suite's below
        builder.environment().putAll(order.inherited());
        builder.environment().putAll(order.command().environment());
        builder.environment().put(MarkedProcesses.VARIABLE, order.mark());
        builder.redirectOutput(Redirect.appendTo(new File(order.log())));
        builder.redirectErrorStream(true);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }
}
