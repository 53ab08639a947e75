package io.adpipeline.run;

import io.adpipeline.evidence.MachineUse;
import io.adpipeline.process.ProcessUse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Watches, from its construction on, how much of the machine others take from a run. For one thread. */
final class MachineWatch {

    private final List<ProcessUse> own;
    private final boolean ownIsKnown;
    private final long beginNs = System.nanoTime();
    private final MachineCounters begin = MachineCounters.read();
    private final double ownBefore;
    private MachineCounters newest = begin;
    private OptionalDouble worstStolen = OptionalDouble.empty();

    /**
     * Begins.
     *
     * @param outside processes of the run that are not descendants of this JVM; empty if there are some but it is not
     *     known which: then the use of others is unknown too
     */
    MachineWatch(Optional<List<Long>> outside) {
        ownIsKnown = outside.isPresent();
        own = Stream.concat(Stream.of(ProcessHandle.current().pid()), outside.orElse(List.of()).stream())
                .map(ProcessUse::new)
                .toList();
        ownBefore = ownSeconds();
    }

    private double ownSeconds() {
        own.forEach(ProcessUse::sampleCpu);
        return own.stream().mapToDouble(ProcessUse::cpuSeconds).sum();
    }

    /** Records the worst share of stolen CPU time between two samples, which are about a second apart. */
    void sample() {
        MachineCounters now = MachineCounters.read();
        OptionalDouble stolen = now.stolenSince(newest);
        if (stolen.isPresent()) {
            worstStolen = OptionalDouble.of(Math.max(stolen.getAsDouble(), worstStolen.orElse(0)));
        }
        newest = now;
        own.forEach(ProcessUse::sampleCpu); // of processes that end before the next
    }

    /** The use from the beginning until now. */
    MachineUse use() {
        if (worstStolen.isEmpty()) {
            sample();
        } else {
            newest = MachineCounters.read(); // too soon after the last sample to be a worst second
        }
        double seconds = (System.nanoTime() - beginNs) / 1e9;
        return new MachineUse(
                newest.stolenSince(begin),
                worstStolen,
                ownIsKnown ? newest.othersSince(begin, ownSeconds() - ownBefore, seconds) : OptionalDouble.empty(),
                newest.idleSince(begin),
                newest.throttledSince(begin));
    }
}
