package io.adpipeline.junit;

import io.adpipeline.broker.BrokerChoice;
import io.adpipeline.compare.BaseRevision;
import io.adpipeline.compare.ComparisonPlan;
import io.adpipeline.compare.Side;
import io.adpipeline.evidence.ScenarioParts;
import io.adpipeline.report.Console;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.scenario.ScenarioLibrary;
import io.adpipeline.scenario.ScenarioParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Provides the selected scenarios, each as a {@link ScenarioRun} under its own name. */
final class ScenarioProvider implements ArgumentsProvider {

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context)
            throws InterruptedException {
        PerfSettings settings = PerfSettings.of(System.getProperties());
        SuiteReport report = SuiteReport.of(context, settings); // first: it clears what an earlier suite left
        Stream<ScenarioRun> runs = settings.comparison().isEmpty()
                ? scenarios(settings, Side.B).stream()
                        .map(scenario -> new ScenarioRun(scenario, Optional.empty(), settings.options(), report))
                : plans(settings).stream()
                        .map(plan -> new ScenarioRun(
                                plan.scenarios().get(Side.B), Optional.of(plan), settings.options(), report));
        return runs.map(Arguments::of); // JUnit names each by its toString()
    }

    /** The selected scenarios as a side has them; if nothing is compared, as they are. */
    private static List<Scenario> scenarios(PerfSettings settings, Side side) {
        ScenarioParser parser = new ScenarioParser(key -> settings.property(side, key));
        List<Scenario> selected = new ScenarioLibrary(settings.scenariosDirectory(), parser)
                .select(settings.selection(), settings.overrides(side));
        selected.forEach(scenario -> requireConsent(scenario, settings));
        return selected.stream().map(scenario -> withPrefix(scenario, settings)).toList();
    }

    /** One comparison for each selected scenario. All are checked before the first begins. */
    static List<ComparisonPlan> plans(PerfSettings settings) throws InterruptedException {
        Side.requireOwnKeys(settings.comparison());
        List<Scenario> a = scenarios(settings, Side.A);
        List<Scenario> b = scenarios(settings, Side.B);
        List<ComparisonPlan> plans = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            ComparisonPlan plan = ComparisonPlan.of(Map.of(Side.A, a.get(i), Side.B, b.get(i)), settings.comparison());
            plans.add(
                    settings.base().isEmpty()
                            ? plan
                            : plan.against(BaseRevision.of(
                                    settings.base().get(), plan.comparison(), Console.standard()::print)));
        }
        return plans;
    }

    static void requireConsent(Scenario scenario, PerfSettings settings) {
        if (onKafkaOfOthers(scenario, settings) && !settings.consent()) {
            ScenarioParts.heavyLoad(scenario).ifPresent(heavy -> {
                throw new IllegalArgumentException(
                        "%s, and others may use that Kafka: say -Dperf.yes=true".formatted(heavy));
            });
        }
    }

    private static boolean onKafkaOfOthers(Scenario scenario, PerfSettings settings) {
        return settings.options().brokerFor(scenario).kind() == BrokerChoice.Kind.EXTERNAL;
    }

    /** Gives topics a prefix on a Kafka that others may use, so that two suites never share topics. */
    static Scenario withPrefix(Scenario scenario, PerfSettings settings) {
        return !onKafkaOfOthers(scenario, settings)
                ? scenario
                : scenario.withTopicPrefix(
                        settings.topicPrefix(), settings.overrides().keySet());
    }
}
