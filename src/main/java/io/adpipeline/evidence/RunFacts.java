package io.adpipeline.evidence;

import io.adpipeline.result.ReceiptError;
import io.adpipeline.result.UnreadableRecords;
import io.adpipeline.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a run besides its measurements.
 *
 * @param startedAtMs when the run began, epoch ms
 * @param loadStartMs start of the schedule, epoch ms; 0 if load never began
 * @param warmup how the warm-up went; its length is 0 if load never began
 * @param kafkaKind {@code testcontainers}, {@code embedded} or {@code external}
 * @param kafka which Kafka, and why this one
 * @param pipeline the versions and settings that the pipeline reports
 * @param environment machine and versions
 * @param phaseStartsMs when each phase began, epoch ms, by phase
 * @param abort why the run ended before its time, if it did
 * @param kafkaSilentMs the longest time without an answer of Kafka from the start of the load on, ms
 * @param drainProblems what was still under way when the drain's time was over, with the backlog
 * @param malformedRecords records that the pipeline skipped
 * @param unreadableResults records of the results topic that were no rows
 * @param machineUse what kept the machine's CPUs from the run while it measured
 * @param pipelineUse what the pipeline's processes used; empty if nothing was measured
 * @param profile where the pipeline's JVM spent its time; empty unless one was wanted
 * @param receiptError the error of result times that are taken at receipt; empty if they are the broker's times, or
 *     nothing was measured
 * @param consumerLag how far the pipeline was behind by the offsets that it committed; empty for a command without a
 *     consumer group
 */
public record RunFacts(
        long startedAtMs,
        long loadStartMs,
        Warmup warmup,
        String kafkaKind,
        String kafka,
        Map<String, String> pipeline,
        Environment environment,
        Map<Phase, Long> phaseStartsMs,
        Optional<Abort> abort,
        long kafkaSilentMs,
        List<String> drainProblems,
        long malformedRecords,
        UnreadableRecords unreadableResults,
        MachineUse machineUse,
        Optional<PipelineUse> pipelineUse,
        Optional<Profile> profile,
        Optional<ReceiptError> receiptError,
        Optional<ConsumerLag> consumerLag) {

    public RunFacts {
        pipeline = Map.copyOf(pipeline);
        phaseStartsMs = Map.copyOf(phaseStartsMs);
        drainProblems = List.copyOf(drainProblems);
    }

    /** When each phase of the load began and ended. */
    public Schedule schedule(Scenario scenario) {
        return Schedule.of(scenario, loadStartMs, warmup.lengthMs());
    }
}
