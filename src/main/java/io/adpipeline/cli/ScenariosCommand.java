package io.adpipeline.cli;

import io.adpipeline.report.ScenarioText;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.scenario.ScenarioException;
import io.adpipeline.scenario.ScenarioKeys;
import io.adpipeline.scenario.ScenarioYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Looks at scenarios without running them. */
@Command(
        name = "scenarios",
        description = "Lists, checks and prints scenarios, and their keys.",
        synopsisSubcommandLabel = "(list | check | print | keys)",
        subcommands = {
            ScenariosCommand.ListAll.class,
            ScenariosCommand.Check.class,
            ScenariosCommand.Print.class,
            ScenariosCommand.Keys.class
        },
        footer = {
            "%nExamples:",
            "  adpipeline scenarios list",
            "  adpipeline scenarios check my-scenario.yaml",
            "  adpipeline scenarios print mmpp --duration=5m"
        })
final class ScenariosCommand {

    @ParentCommand
    private Main program;

    private void print(String text) {
        program.console().print(text);
    }

    /** All of a folder. */
    @Command(
            name = "list",
            description = "Lists the scenarios: name, tags, load, description.",
            exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP},
            footer = {"%nExample:", "  adpipeline scenarios list --scenarios-dir=my-scenarios"})
    static final class ListAll implements Callable<Integer> {

        @ParentCommand
        private ScenariosCommand parent;

        @Mixin
        private ScenarioOptions scenarios;

        @Override
        public Integer call() {
            List<Scenario> all =
                    scenarios.library().names().stream().map(scenarios::named).toList();
            parent.print(ScenarioText.list(all).stripTrailing());
            return ExitCode.PASS;
        }
    }

    /** Whether files are valid. */
    @Command(
            name = "check",
            description = "Tells what is wrong with scenarios: all of them, or those named.",
            exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP},
            footer = {"%nExamples:", "  adpipeline scenarios check", "  adpipeline scenarios check my-scenario.yaml"})
    static final class Check implements Callable<Integer> {

        @ParentCommand
        private ScenariosCommand parent;

        @Mixin
        private ScenarioOptions scenarios;

        @Parameters(paramLabel = "NAME", arity = "0..*", description = "A scenario, or a file NAME.yaml.")
        private List<String> names = new ArrayList<>();

        @Override
        public Integer call() {
            List<String> asked = names.isEmpty() ? scenarios.library().names() : names;
            int code = ExitCode.PASS;
            for (String name : asked) {
                try {
                    scenarios.named(name);
                    parent.print("%s: valid".formatted(name));
                } catch (ScenarioException wrong) {
                    parent.print("%s: invalid\n  %s".formatted(name, wrong.getMessage()));
                    code = ExitCode.USAGE;
                }
            }
            return code;
        }
    }

    /** One with everything filled in. */
    @Command(
            name = "print",
            description = "Prints a scenario as YAML with every default filled in.",
            exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP},
            footer = {"%nExample:", "  adpipeline scenarios print mmpp --duration=5m > my-scenario.yaml"})
    static final class Print implements Callable<Integer> {

        @ParentCommand
        private ScenariosCommand parent;

        @Mixin
        private ScenarioOptions scenarios;

        @Parameters(paramLabel = "NAME", description = "A scenario, or a file NAME.yaml.")
        private String name;

        @Override
        public Integer call() {
            parent.print(ScenarioYaml.write(scenarios.named(name)).stripTrailing());
            return ExitCode.PASS;
        }
    }

    /** What a scenario can say. */
    @Command(
            name = "keys",
            description = "Lists every key of a scenario, and the metrics of thresholds.",
            exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP},
            footer = {"%nExample:", "  adpipeline scenarios keys"})
    static final class Keys implements Callable<Integer> {

        @ParentCommand
        private ScenariosCommand parent;

        @Override
        public Integer call() {
            parent.print(ScenarioText.keys(ScenarioKeys.all()) + "\n"
                    + ScenarioText.metrics().stripTrailing());
            return ExitCode.PASS;
        }
    }
}
