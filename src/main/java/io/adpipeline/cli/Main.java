package io.adpipeline.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code adpipeline}; each command is a class of its own. */
@Command(
        name = "adpipeline",
        description = "Performance tests of Kafka, Spark Structured Streaming, Kafka pipelines.",
        mixinStandardHelpOptions = true,
        version = "adpipeline 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ShowCommand.class)
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs one command and returns its exit code. */
    static int run(String... arguments) {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("adpipeline: " + failure.getMessage());
                    return ExitCode.ERROR;
                })
                .execute(arguments);
    }
}
