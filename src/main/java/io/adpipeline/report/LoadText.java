package io.adpipeline.report;

import io.adpipeline.latency.Statistic;
import io.adpipeline.load.LoadGenerator.LoadProgress;
import io.adpipeline.load.LoadPlan;
import io.adpipeline.load.LoadReport;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A load that is sent on its own, as plain text. */
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
                plan.kafka().bootstrapServers(),
                plan.totalMs() / 1e3,
                ResultText.time(startMs));
    }

    /** The progress of the load; the rate is that since the last line. */
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
        return String.format(
                Locale.ROOT,
                """

                  intended      %,d events
                  sent          %,d
                  acknowledged  %,d
                  failed        %,d%s
                  rate          %,.0f events/s over %.1f s
                  schedule lag  %s
                  acknowledge   %s\
                """,
                counts.intended(),
                counts.sent(),
                counts.acknowledged(),
                counts.failed(),
                report.firstFailure().isEmpty() ? "" : ", the first: " + report.firstFailure(),
                last.elapsedMs() > 0 ? counts.sent() * 1e3 / last.elapsedMs() : 0,
                last.elapsedMs() / 1e3,
                statistics(report.scheduleLagMs()),
                statistics(report.acknowledgeMs()));
    }

    private static String statistics(Map<Statistic, Double> valuesMs) {
        if (valuesMs.isEmpty()) {
            return "-";
        }
        return Stream.of(Statistic.P50, Statistic.P90, Statistic.P99, Statistic.MAX)
                .map(statistic -> String.format(Locale.ROOT, "%s %.2f", statistic.key(), valuesMs.get(statistic)))
                .collect(Collectors.joining(", ", "", " ms"));
    }
}
