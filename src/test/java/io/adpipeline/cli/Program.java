package io.adpipeline.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;

/** One command of the program, run in this JVM. */
final class Program {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private volatile ShutdownRequest stop;
    private int exitCode = -1;

    private Program() {}

    /** Runs it to its end. */
    static Program run(String... arguments) {
        Program program = new Program();
        program.execute(arguments);
        return program;
    }

    /** Runs it on a thread of its own; the future ends with it. */
    static CompletableFuture<Program> start(Program program, String... arguments) {
        CompletableFuture<Program> end = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        program.execute(arguments);
                        end.complete(program);
                    } catch (RuntimeException | Error e) {
                        end.completeExceptionally(e);
                    }
                },
                "command " + arguments[0]);
        thread.start();
        return end;
    }

    static Program fresh() {
        return new Program();
    }

    private void execute(String... arguments) {
        stop = new ShutdownRequest(Thread.currentThread());
        CommandLine commandLine =
                Main.commandLine(stop).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        exitCode = commandLine.execute(arguments);
    }

    /** As Ctrl-C would. */
    void interrupt() {
        stop.request();
    }

    int exitCode() {
        return exitCode;
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
