package io.adpipeline.scenario;

import io.adpipeline.slo.DurationText;
import java.util.ArrayList;
import java.util.List;

/** Rules that bind the keys of a search for capacity to each other and to the rest of the scenario. */
final class CapacityRules {

    private static final String FROM = ScenarioKeys.CAPACITY_FROM.path();
    private static final String TO = ScenarioKeys.CAPACITY_TO.path();
    private static final String TRIAL = ScenarioKeys.CAPACITY_TRIAL.path();
    private static final String CONFIRM = ScenarioKeys.CAPACITY_CONFIRM.path();
    private static final String AT_LEAST = ScenarioKeys.CAPACITY_AT_LEAST.path();

    private CapacityRules() {}

    static List<Violation> violations(Scenario.Capacity search, Scenario.Load load, Scenario.Phases phases) {
        List<Violation> violations = new ArrayList<>();
        addRates(violations, search);
        addLength(violations, search);
        if (load.eventsPerProducer() != search.from() / load.producers()) {
            violations.add(new Violation(
                    List.of("eventsPerProducer", FROM),
                    "that of the first trial (%s)".formatted(search.from() / load.producers()),
                    ScenarioYaml.shown(load.eventsPerProducer())));
        }
        if (!phases.duration().equals(search.trial())) {
            violations.add(new Violation(
                    List.of("duration", TRIAL),
                    "that of a trial (%s)".formatted(DurationText.write(search.trial())),
                    DurationText.write(phases.duration())));
        }
        return violations;
    }

    private static void addRates(List<Violation> violations, Scenario.Capacity search) {
        if (search.to() <= search.from()) {
            violations.add(new Violation(
                    List.of(TO, FROM),
                    "above capacity.from (%s)".formatted(ScenarioYaml.shown(search.from())),
                    ScenarioYaml.shown(search.to())));
            return;
        }
        search.atLeast().ifPresent(rate -> {
            if (rate < search.from() || rate > search.to()) {
                violations.add(new Violation(
                        List.of(AT_LEAST, FROM, TO),
                        "from capacity.from to capacity.to (%s to %s)"
                                .formatted(ScenarioYaml.shown(search.from()), ScenarioYaml.shown(search.to())),
                        ScenarioYaml.shown(rate)));
            }
        });
    }

    private static void addLength(List<Violation> violations, Scenario.Capacity search) {
        if (search.confirm().compareTo(search.trial()) < 0) {
            violations.add(new Violation(
                    List.of(CONFIRM, TRIAL),
                    "at least as long as a trial (%s)".formatted(DurationText.write(search.trial())),
                    DurationText.write(search.confirm())));
        }
    }
}
