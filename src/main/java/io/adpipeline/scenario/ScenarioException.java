package io.adpipeline.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** Scenarios cannot be read or chosen; carries every problem found. */
public final class ScenarioException extends IllegalArgumentException {

    private final transient List<ScenarioProblem> problems;

    /** @param problems at least one */
    ScenarioException(List<ScenarioProblem> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the files. */
    List<ScenarioProblem> problems() {
        return problems;
    }

    private static String message(List<ScenarioProblem> problems) {
        String lines = problems.stream().map(ScenarioProblem::text).collect(Collectors.joining("\n  "));
        return problems.size() == 1 ? lines : "%d problems:\n  %s".formatted(problems.size(), lines);
    }
}
