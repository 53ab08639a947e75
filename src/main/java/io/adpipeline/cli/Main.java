package io.adpipeline.cli;

import io.adpipeline.report.Console;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program {@code adpipeline}; each command is a class of its own. */
@Command(
        name = "adpipeline",
        description = {
            "Performance tests of pipelines: Kafka to Spark Structured Streaming to Kafka.",
            "topics, produce, job, latency and run use the Kafka at --bootstrap-server (default: localhost:9092)."
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
            "2:the command line, or a file it names, is wrong",
            "3:the run is invalid and proves nothing about the pipeline, or the load was not delivered",
            "4:the command could not do its work",
            "130:ended by Ctrl-C, also where that is the normal end; 143 by SIGTERM. A second one ends at once"
        },
        footer = {
            "%nTry it without a Kafka of your own:",
            "  terminal 1:  adpipeline broker",
            "  terminal 2:  adpipeline run smoke",
            "or part by part:",
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
            RunCommand.class,
            BrokerCommand.class,
            ScenariosCommand.class,
            ShowCommand.class,
            GenerateCompletion.class
        })
public final class Main {

    private final ShutdownRequest stop;

    @Spec
    private CommandSpec spec;

    private Main(ShutdownRequest stop) {
        this.stop = stop;
    }

    public static void main(String[] arguments) {
        ShutdownRequest stop = ShutdownRequest.onSignals();
        int code = commandLine(stop).execute(arguments);
        System.exit(stop.requested() ? stop.exitCode() : code);
    }

    /** The program, ready for the arguments; its output may still be set. */
    static CommandLine commandLine(ShutdownRequest stop) {
        return new CommandLine(new Main(stop)).setExecutionExceptionHandler(failureHandler(stop));
    }

    private static IExecutionExceptionHandler failureHandler(ShutdownRequest stop) {
        return (failure, command, parsed) -> {
            if (stop.requested()) {
                command.getErr().println("adpipeline: ended before its work was done");
                return stop.exitCode();
            }
            String reason = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
            command.getErr().println("adpipeline: " + reason);
            return failure instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.ERROR;
        };
    }

    /** The version that the program was built as. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() throws IOException {
            Properties built = new Properties();
            try (InputStream file = Main.class.getResourceAsStream("version.properties")) {
                built.load(file);
            }
            return new String[] {"adpipeline " + built.getProperty("version")};
        }
    }

    ShutdownRequest shutdown() {
        return stop;
    }

    Console console() {
        return new Console(spec.commandLine().getOut());
    }
}
