package io.adpipeline.compare;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.SampleRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/** Comparisons made by hand, out of runs made by hand. */
public final class SampleComparison {

    private static final Map<Side, Map<String, String>> CHANGES =
            Map.of(Side.A, Map.of(), Side.B, Map.of("trigger", "1s"));

    private final ComparisonPlan plan;
    private final int planned;
    private final List<Round> rounds = new ArrayList<>();

    private SampleComparison(Map<String, String> keys, int planned) {
        this.plan = new ComparisonPlan(
                Map.of(Side.A, SampleRun.scenario(keys), Side.B, SampleRun.scenario(keys)), CHANGES, 42);
        this.planned = planned;
    }

    public static SampleComparison of(Map<String, String> keys, int planned) {
        return new SampleComparison(keys, planned);
    }

    /** b takes so many ms more in each of the rounds. */
    public SampleComparison rounds(long... moreMs) {
        for (long ms : moreMs) {
            round(run -> run.later(ms));
        }
        return this;
    }

    /** A round in which a passes and b is otherwise. */
    public SampleComparison round(UnaryOperator<SampleRun> b) {
        return round(b, OptionalDouble.of(0.5));
    }

    SampleComparison round(UnaryOperator<SampleRun> b, OptionalDouble idlePercent) {
        RunResult ofA = SampleRun.passing().result();
        RunResult ofB = b.apply(SampleRun.passing()).result();
        rounds.add(new Round(
                rounds.size() + 1,
                List.of(
                        new Block(Side.A, ofA, idlePercent),
                        new Block(Side.B, ofB, idlePercent),
                        new Block(Side.B, ofB, idlePercent),
                        new Block(Side.A, ofA, idlePercent))));
        return this;
    }

    public ComparisonResult result(boolean ended) {
        return new ComparisonResult(plan, "embedded broker, made by hand", Looks.of(planned), rounds, ended);
    }
}
