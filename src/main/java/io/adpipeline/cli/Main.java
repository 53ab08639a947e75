package io.adpipeline.cli;

import io.adpipeline.evidence.Environment;
import io.adpipeline.files.PlainText;
import io.adpipeline.files.UserPath;
import io.adpipeline.kafka.KafkaUnavailableException;
import io.adpipeline.pipeline.host.PipelineHost;
import io.adpipeline.report.Console;
import io.adpipeline.slo.DurationText;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The program {@code adpipeline}; each command is a class of its own. */
@Command(
        name = "adpipeline",
        description = {
            "Performance tests of pipelines: from Kafka to Kafka, in Spark or in any language.",
            "Commands that use Kafka use that at --bootstrap-server (default: localhost:9092)."
        },
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        usageHelpWidth = 110,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or the run passed",
            "1:the pipeline was slow or wrong",
            ExitCode.USAGE_HELP,
            "3:the run is invalid and proves nothing about the pipeline, or the load was not delivered",
            ExitCode.ERROR_HELP,
            "130:ended by Ctrl-C, also where that is the normal end; 143 by SIGTERM, 129 by the end of its terminal"
        },
        footer = {
            "%nTry it without a Kafka of your own:",
            "  adpipeline run smoke --kafka=embedded",
            "or part by part:",
            "  terminal 1:  adpipeline broker",
            "  terminal 2:  adpipeline topics create",
            "               adpipeline job",
            "  terminal 3:  adpipeline produce --duration=30s",
            "               adpipeline latency --idle=15s",
            "               adpipeline topics clear       before the next load, with the job ended"
        },
        subcommands = {
            TopicsCommand.class,
            ProduceCommand.class,
            JobCommand.class,
            LatencyCommand.class,
            InitCommand.class,
            CheckPipelineCommand.class,
            RunCommand.class,
            CompareCommand.class,
            BrokerCommand.class,
            ScenariosCommand.class,
            ShowCommand.class,
            GenerateCompletion.class
        })
public final class Main {

    private static final String NO_KAFKA = " ('adpipeline broker' starts a Kafka, and run has --kafka=embedded)";
    private static final String HEAP_VARIABLE = "ADPIPELINE_HEAP";

    private final ShutdownRequest stop;

    @Spec
    private CommandSpec spec;

    private Main(ShutdownRequest stop) {
        this.stop = stop;
    }

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.US);
        ShutdownRequest stop = ShutdownRequest.onSignals();
        PrintWriter out = utf8(System.out);
        PrintWriter err = utf8(System.err);
        int code = execute(commandLine(stop).setOut(out).setErr(err), arguments);
        if (out.checkError()) {
            err.println("adpipeline: standard output takes no more: what the command said is incomplete");
            code = code == ExitCode.PASS ? ExitCode.ERROR : code;
        }
        stop.end();
        System.exit(code); // has no effect if a signal is already ending the JVM
    }

    /** Writes UTF-8, whatever the locale says. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** An error of the JVM itself is no verdict on a pipeline, so it must not end with exit code 1. */
    private static int execute(CommandLine command, String... arguments) {
        try {
            return command.execute(arguments);
        } catch (Error e) {
            command.getErr().println("adpipeline: " + e);
            return ExitCode.ERROR;
        }
    }

    /** The program, ready for the arguments; its output may still be set. */
    static CommandLine commandLine(ShutdownRequest stop) {
        return new CommandLine(new Main(stop))
                .setExpandAtFiles(false) // a file's lines, secrets among them, would become arguments
                .registerConverter(Path.class, text -> converted(UserPath::of, text))
                .registerConverter(Duration.class, text -> converted(Main::duration, text))
                .setExecutionExceptionHandler(failureHandler(stop));
    }

    private static <T> T converted(Function<String, T> converter, String text) {
        try {
            return converter.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** Parses a duration as scenarios write it. */
    private static Duration duration(String text) {
        return DurationText.parse(text)
                .filter(duration -> !duration.isZero())
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be a duration above 0, as in 500ms, 90s or 5m, was '%s'".formatted(text)));
    }

    private static IExecutionExceptionHandler failureHandler(ShutdownRequest stop) {
        return (failure, command, parsed) -> {
            if (stop.requested()) {
                command.getErr().println("adpipeline: ended before its work was done");
                return ExitCode.ERROR;
            }
            String reason = Objects.requireNonNullElse(failure.getMessage(), failure.toString())
                    + (failure instanceof KafkaUnavailableException ? NO_KAFKA : "");
            command.getErr().println("adpipeline: " + PlainText.of(reason));
            return failure instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.ERROR;
        };
    }

    /** The version that the program was built as. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"adpipeline " + Environment.suiteVersion()};
        }
    }

    /**
     * Heap of the pipeline's JVM.
     *
     * @throws IllegalArgumentException if what the user asks for is no size
     */
    static String pipelineHeap() {
        String asked = System.getenv().getOrDefault(HEAP_VARIABLE, PipelineHost.DEFAULT_HEAP);
        try {
            return PipelineHost.heap(asked);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(HEAP_VARIABLE + " " + e.getMessage(), e);
        }
    }

    ShutdownRequest shutdown() {
        return stop;
    }

    /** Shows a log, if there is something in it. */
    void warnings(Path log) throws IOException {
        if (Files.exists(log)) {
            // not Files.readString, which refuses a log that is not clean UTF-8
            spec.commandLine().getErr().print(new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
            spec.commandLine().getErr().flush();
        }
    }

    Console console() {
        return new Console(spec.commandLine().getOut());
    }
}
