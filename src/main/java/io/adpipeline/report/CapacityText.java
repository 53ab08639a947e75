package io.adpipeline.report;

import static io.adpipeline.report.TextTable.NONE;

import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.CapacityResult.CapacityAnswer;
import io.adpipeline.capacity.Trial;
import io.adpipeline.latency.Statistic;
import io.adpipeline.slo.Figures;
import io.adpipeline.slo.Metric;
import io.adpipeline.slo.Unit;
import java.util.ArrayList;
import java.util.List;

/** A search for capacity as plain text: its trials and the answer. */
public final class CapacityText {

    private CapacityText() {}

    /** The whole report of a search. */
    public static String of(CapacityResult result) {
        return "\n%s: trials in their order; load is what Kafka acknowledged per second\n%s\n%s\n"
                .formatted(result.scenario().name(), trials(result.trials()), result.message());
    }

    /** One line for each search: the verdict, the rate, and the latency at it. */
    public static String summary(List<CapacityResult> results) {
        TextTable table = new TextTable("search", "verdict", "events/s", "perEvent p90 there");
        for (CapacityResult result : results) {
            table.row(List.of(
                    result.scenario().name(),
                    result.outcome().name(),
                    rate(result.answer()),
                    result.confirmed()
                            .map(trial -> p90(trial, Metric.PER_EVENT))
                            .orElse(NONE)));
        }
        return table.text();
    }

    private static String rate(CapacityAnswer answer) {
        if (answer.eventsPerSecond().isEmpty()) {
            return NONE;
        }
        String atLeast = answer.kind() == CapacityAnswer.Kind.FOUND ? "" : " or more";
        return Figures.count(answer.eventsPerSecond().getAsDouble()) + atLeast;
    }

    private static String trials(List<Trial> trials) {
        TextTable table = new TextTable(
                "trial",
                "events/s",
                "verdict",
                "perEvent p90",
                "windowClose p90",
                "backlog growth",
                "lag p99",
                "load",
                "measured");
        for (Trial trial : trials) {
            table.row(List.of(
                    "%02d %s".formatted(trial.number(), trial.purpose().title()),
                    Figures.count(trial.eventsPerSecond()),
                    trial.verdict().title(),
                    p90(trial, Metric.PER_EVENT),
                    p90(trial, Metric.WINDOW_CLOSE),
                    trial.run().backlog().growthText().orElse(NONE),
                    lag(trial),
                    trial.run()
                            .load()
                            .map(load -> Figures.count(load.achievedEventsPerSecond()))
                            .orElse(NONE),
                    Figures.exact(trial.run().scenario().phases().duration())));
        }
        return table.text();
    }

    /** One trial on one line, and below it why its rate is not sustained. */
    static String line(Trial trial) {
        List<String> lines = new ArrayList<>();
        lines.add("%s events/s: %s  (perEvent p90 %s, backlog growth %s)"
                .formatted(
                        Figures.count(trial.eventsPerSecond()),
                        trial.verdict().title(),
                        p90(trial, Metric.PER_EVENT),
                        trial.run().backlog().growthText().orElse(NONE)));
        lines.addAll(trial.reasons());
        return String.join("\n      ", lines);
    }

    private static String p90(Trial trial, Metric metric) {
        return ResultText.figure(trial.run(), metric, Statistic.P90).orElse(NONE);
    }

    private static String lag(Trial trial) {
        return trial.run()
                .load()
                .map(load -> load.scheduleLagMs().get(Statistic.P99))
                .map(lagMs -> Figures.rounded(Unit.MS, lagMs))
                .orElse(NONE);
    }
}
