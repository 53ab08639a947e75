package io.adpipeline.load;

import io.adpipeline.event.SentEvents;
import io.adpipeline.event.Truth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a load that is done has left in its folder.
 *
 * @param report the generator's report
 * @param seconds the events of each second of the schedule
 * @param truth what Kafka acknowledged
 * @param events the events that Kafka acknowledged, drawn again from plan and report
 */
public record FinishedLoad(LoadReport report, List<LoadSecond> seconds, Truth truth, SentEvents events) {

    /**
     * Reads it.
     *
     * @throws UncheckedIOException if a file is missing, broken or of another load; names the file
     */
    public static FinishedLoad read(Path folder, LoadPlan plan) {
        try {
            LoadReport report = LoadReport.read(folder);
            int producers = report.sentByProducer().size();
            if (producers != plan.producers()) {
                throw new IOException("%s: it is of a load of %d producers, not %d"
                        .formatted(folder.resolve(LoadReport.FILE), producers, plan.producers()));
            }
            return new FinishedLoad(
                    report,
                    LoadSecond.read(folder),
                    Truth.read(folder, report.measureFromMs(), plan.windowMs()),
                    new LoadReplay(plan, report, FailedSends.read(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + e.getMessage(), e);
        }
    }
}
