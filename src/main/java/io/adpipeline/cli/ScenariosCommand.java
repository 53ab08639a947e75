package io.adpipeline.cli;

import io.adpipeline.report.ScenarioText;
import io.adpipeline.scenario.ScenarioException;
import io.adpipeline.scenario.ScenarioKeys;
import io.adpipeline.scenario.ScenarioLibrary.Selection;
import io.adpipeline.scenario.ScenarioYaml;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Looks at scenarios without running them. */
@Command(
        name = "scenarios",
        description = "Lists, checks and prints scenarios, and their keys.",
        synopsisSubcommandLabel = "(list | check | print | keys)",
        footer = {
            "%nExamples:",
            "  adpipeline scenarios list",
            "  adpipeline scenarios check my-scenario.yaml",
            "  adpipeline scenarios print mmpp --duration=5m"
        })
final class ScenariosCommand {

    @ParentCommand
    private Main program;

    private int print(String text) {
        program.console().print(text.stripTrailing());
        return ExitCode.PASS;
    }

    @Command(
            name = "list",
            description = "Lists the scenarios: name, tags, load, description.",
            exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP},
            footer = {"%nExample:", "  adpipeline scenarios list --scenarios-dir=my-scenarios"})
    int list(@Mixin ScenarioOptions scenarios) {
        Selection all = new Selection(List.of(), List.of());
        return print(ScenarioText.list(scenarios.library().select(all, scenarios.given())));
    }

    @Command(
            name = "check",
            description = "Tells what is wrong with scenarios: all of them, or those named.",
            exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP},
            footer = {"%nExamples:", "  adpipeline scenarios check", "  adpipeline scenarios check my-scenario.yaml"})
    int check(
            @Mixin ScenarioOptions scenarios,
            @Parameters(paramLabel = "NAME", arity = "0..*", description = "A scenario, or a file NAME.yaml.")
                    List<String> names) {
        int code = ExitCode.PASS;
        for (String name : names == null ? scenarios.library().names() : names) {
            try {
                scenarios.named(name);
                print("%s: valid".formatted(name));
            } catch (ScenarioException wrong) {
                print("%s: invalid\n  %s".formatted(name, wrong.getMessage()));
                code = ExitCode.USAGE;
            }
        }
        return code;
    }

    @Command(
            name = "print",
            description = "Prints a scenario as YAML with every default filled in.",
            exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP},
            footer = {"%nExample:", "  adpipeline scenarios print mmpp --duration=5m > my-scenario.yaml"})
    int print(
            @Mixin ScenarioOptions scenarios,
            @Parameters(paramLabel = "NAME", description = "A scenario, or a file NAME.yaml.") String name) {
        return print(ScenarioYaml.write(scenarios.named(name)));
    }

    @Command(
            name = "keys",
            description = "Lists every key of a scenario, and the metrics of thresholds.",
            exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP},
            footer = {"%nExample:", "  adpipeline scenarios keys"})
    int keys() {
        return print(ScenarioText.keys(ScenarioKeys.all()) + "\n" + ScenarioText.metrics());
    }
}
