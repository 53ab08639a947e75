package io.adpipeline.report;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.ScenarioListener;
import io.adpipeline.compare.ComparisonListener;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.compare.EarlierRounds;
import io.adpipeline.compare.Round;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.files.UserCache;
import io.adpipeline.run.Listeners;
import io.adpipeline.run.RunListener;
import java.util.stream.Stream;

/**
 * Writes the report of each run or search into its folder as soon as it is judged. Writes the report of a comparison
 * after each round, so that an interrupted comparison keeps what was measured.
 */
public final class ReportWriter implements ScenarioListener, ComparisonListener {

    /**
     * What shows a series of runs to people: the console, what earlier ones found on this machine, and the files.
     *
     * @param type of listener; those that are not of it are left out
     * @param more called last
     */
    public static <L extends RunListener> L withConsole(Class<L> type, Console console, RunListener... more) {
        Stream<RunListener> all = Stream.of(
                new ConsoleProgress(console),
                new KnownCapacities(UserCache.folder(), console::print),
                new EarlierRounds(UserCache.folder(), console::print),
                new ReportWriter());
        return Listeners.all(
                type,
                Stream.concat(all, Stream.of(more))
                        .filter(type::isInstance)
                        .map(type::cast)
                        .toList());
    }

    @Override
    public void finished(RunResult result, RunFolder folder) {
        ResultFiles.write(result, folder.path());
    }

    @Override
    public void searchFinished(CapacityResult result, RunFolder folder) {
        CapacityFiles.write(result, folder.path());
    }

    @Override
    public void roundFinished(Round round, ComparisonResult soFar, RunFolder folder) {
        ComparisonFiles.write(soFar, folder);
    }

    @Override
    public void comparisonFinished(ComparisonResult result, RunFolder folder) {
        ComparisonFiles.write(result, folder);
    }
}
