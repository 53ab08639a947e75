package io.adpipeline.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Arguments without an option's name.
 *
 * @param names those before {@code --}, or all
 * @param command those after it, a command of the user's
 */
record Positionals(List<String> names, List<String> command) {

    /** @param all as picocli gives them, which does not tell where {@code --} was */
    static Positionals of(CommandSpec spec, List<String> all) {
        List<String> line = spec.root().commandLine().getParseResult().originalArgs();
        int dashes = line.indexOf("--");
        int names = dashes < 0 ? all.size() : all.size() - (line.size() - dashes - 1);
        return new Positionals(all.subList(0, names), all.subList(names, all.size()));
    }
}
