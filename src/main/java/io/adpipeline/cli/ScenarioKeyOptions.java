package io.adpipeline.cli;

import io.adpipeline.scenario.ScenarioKey;
import io.adpipeline.scenario.ScenarioKeys;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Makes the keys of scenarios options of commands, under the names they have in files: {@code --eventsPerProducer},
 * {@code --topics.events}, {@code --slo.endToEnd.p90}.
 */
final class ScenarioKeyOptions {

    private static final String PREFIX = "--";
    /** Keys below these groups have names of their own, so options for them come into being as they are used. */
    private static final Pattern OPEN_KEY = Pattern.compile("--((traffic|producer|spark|slo)\\.[^=]+)(=.*)?");

    private ScenarioKeyOptions() {}

    /** Adds them to each command that takes some, before the arguments are parsed. */
    static void addTo(CommandLine program, List<String> arguments) {
        for (CommandLine command : program.getSubcommands().values()) {
            if (command.getCommand() instanceof ScenarioKeyUser user) {
                add(command.getCommandSpec(), user, arguments);
            }
            addTo(command, arguments);
        }
    }

    private static void add(CommandSpec command, ScenarioKeyUser user, List<String> arguments) {
        ArgGroupSpec.Builder group = ArgGroupSpec.builder()
                .validate(false)
                .heading("%nKeys of a scenario. One given here wins over the scenario; a default holds where neither%n"
                        + "gives the key. Durations need a unit: ms, s, m or h.%n");
        for (ScenarioKey<?> key : ScenarioKeys.all()) {
            if (user.takes(key.path()) && command.findOption(PREFIX + key.path()) == null) {
                group.addArg(option(key.path(), key.type(), description(key, user)));
            }
        }
        for (String argument : arguments) {
            Matcher open = OPEN_KEY.matcher(argument);
            if (open.matches() && user.takes(open.group(1)) && !isThere(group, open.group(1))) {
                group.addArg(OptionSpec.builder(option(open.group(1), "value", ""))
                        .hidden(true)
                        .build());
            }
        }
        command.addArgGroup(group.build());
    }

    private static boolean isThere(ArgGroupSpec.Builder group, String path) {
        return group.args().stream()
                .anyMatch(argument -> argument instanceof OptionSpec option
                        && List.of(option.names()).contains(PREFIX + path));
    }

    private static OptionSpec option(String path, String type, String description) {
        // a per cent sign would be taken for a variable of picocli's
        return OptionSpec.builder(PREFIX + path)
                .type(String.class)
                .paramLabel(type.toUpperCase(Locale.ROOT))
                .description(description.replace("%", "%%"))
                .build();
    }

    private static String description(ScenarioKey<?> key, ScenarioKeyUser user) {
        String own = user.defaultText(key.path());
        if (own != null) {
            return "%s Default without a scenario: %s.".formatted(key.meaning(), own);
        }
        return key.defaultText().isEmpty()
                ? key.meaning()
                : "%s Default: %s.".formatted(key.meaning(), key.defaultText());
    }

    /** The keys that were given, with their values. */
    static Map<String, String> given(ParseResult parsed) {
        Map<String, String> given = new TreeMap<>();
        for (OptionSpec option : parsed.matchedOptions()) {
            String name = option.longestName().substring(PREFIX.length());
            if (option.group() != null && option.getValue() != null) {
                given.put(name, option.getValue());
            }
        }
        return given;
    }
}
