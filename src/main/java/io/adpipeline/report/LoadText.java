package io.adpipeline.report;

import io.adpipeline.latency.Statistic;
import io.adpipeline.load.LoadGenerator.LoadProgress;
import io.adpipeline.load.LoadPlan;
import io.adpipeline.load.LoadReport;
import io.adpipeline.slo.Figures;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A load that runs by itself, as plain text. */
public final class LoadText {

    private LoadText() {}

    /** What is about to be sent, and when. */
    public static String head(LoadPlan plan, long startMs) {
        return String.format(
                Locale.ROOT,
                "%s, %d x %,.0f events/s to %s at %s for %,.1f s, from %s UTC on",
                plan.model(),
                plan.producers(),
                plan.eventsPerSecond(),
                plan.topic(),
                plan.bootstrapServers(),
                plan.totalMs() / 1e3,
                ResultText.time(startMs));
    }

    /** Where it stands; the rate is that since the last line. */
    public static String progress(LoadPlan plan, LoadProgress last, LoadProgress now) {
        double seconds = (now.elapsedMs() - last.elapsedMs()) / 1e3;
        return String.format(
                Locale.ROOT,
                "%4.0f/%.0f s  sent %,d (%,.0f/s)  acknowledged %,d  failed %,d  lag p99 %.1f ms",
                now.elapsedMs() / 1e3,
                plan.totalMs() / 1e3,
                now.sent(),
                seconds > 0 ? (now.sent() - last.sent()) / seconds : 0,
                now.acknowledged(),
                now.failed(),
                now.lagP99Ms());
    }

    /** What was sent, how fast, and how punctually. */
    public static String summary(LoadReport report, LoadProgress last) {
        LoadReport.Counts counts = report.whole();
        StringBuilder text = new StringBuilder("\n");
        line(text, "intended", Figures.count(counts.intended()) + " events");
        line(text, "sent", Figures.count(counts.sent()));
        line(text, "acknowledged", Figures.count(counts.acknowledged()));
        line(
                text,
                "failed",
                Figures.count(counts.failed())
                        + (report.firstFailure().isEmpty() ? "" : ", the first: " + report.firstFailure()));
        line(
                text,
                "rate",
                String.format(
                        Locale.ROOT,
                        "%,.0f events/s over %.1f s",
                        last.elapsedMs() > 0 ? counts.sent() * 1e3 / last.elapsedMs() : 0,
                        last.elapsedMs() / 1e3));
        line(text, "schedule lag", statistics(report.scheduleLagMs()));
        line(text, "acknowledge", statistics(report.acknowledgeMs()));
        return text.toString().stripTrailing();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "  %-13s %s%n", name, value));
    }

    private static String statistics(Map<Statistic, Double> valuesMs) {
        if (valuesMs.isEmpty()) {
            return "-";
        }
        return String.join(
                        ", ",
                        List.of(Statistic.P50, Statistic.P90, Statistic.P99, Statistic.MAX).stream()
                                .map(statistic ->
                                        String.format(Locale.ROOT, "%s %.2f", statistic.key(), valuesMs.get(statistic)))
                                .toList())
                + " ms";
    }
}
