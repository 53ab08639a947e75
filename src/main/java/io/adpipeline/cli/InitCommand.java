package io.adpipeline.cli;

import io.adpipeline.files.UserPath;
import io.adpipeline.scenario.ScenarioParser;
import io.adpipeline.scenario.ScenarioYaml;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes a scenario to start from. */
@Command(
        name = "init",
        description = {
            "Writes a scenario to start from, for a pipeline that is a command. A file that exists is left as it is.",
            "Next: 'adpipeline check-pipeline FILE', then 'adpipeline run FILE'."
        },
        exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.ERROR_HELP},
        footer = {
            "%nExamples:",
            "  adpipeline init my-job.yaml",
            "  adpipeline init my-job.yaml -- python3 job.py '${bootstrapServers}' '${topics.events}' '${topics.results}'"
        })
final class InitCommand implements Callable<Integer> {

    private static final List<String> SOME_COMMAND = List.of(
            "python3 job.py --servers ${bootstrapServers} --in ${topics.events} --out ${topics.results}".split(" "));

    private static final String TEXT = """
            # What each key means: 'adpipeline scenarios keys', docs/SCENARIOS.md
            pipeline:
              command: %s
            traffic: {model: poisson}
            producers: 1
            eventsPerProducer: 1000   # a second
            window: 5s
            watermark: 5s
            warmup: 30s
            duration: 60s
            slo:
              perEvent: {p90: 2s}     # the first guess: set it to three times what you see
            """;

    @ParentCommand
    private Main program;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "NAME.yaml. What follows -- is the pipeline's command.")
    private List<String> arguments;

    @Override
    public Integer call() {
        Positionals given = Positionals.of(spec, arguments);
        if (given.names().size() != 1 || !given.names().get(0).endsWith(ScenarioParser.ENDING)) {
            throw new IllegalArgumentException("the file must be one NAME.yaml, as in my-job.yaml, was "
                    + (given.names().isEmpty() ? "missing" : given.names()));
        }
        Path file = UserPath.of(given.names().get(0));
        String text = TEXT.formatted(ScenarioYaml.line(given.command().isEmpty() ? SOME_COMMAND : given.command()));
        ScenarioOptions.parser().parse(file, text); // fails if a placeholder is wrong
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException("%s exists already: name another file".formatted(file), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("%s cannot be written: %s".formatted(file, e), e);
        }
        program.console().print("%s is written; next: adpipeline check-pipeline %s".formatted(file, file));
        return ExitCode.PASS;
    }
}
