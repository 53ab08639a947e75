package io.adpipeline.run;

import io.adpipeline.evidence.MachineUse;
import io.adpipeline.process.ProcessUse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Watches what of the machine a run has, from its beginning on. For one thread. */
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
     * @param outside processes of the run that are not descendants of this one; empty if there are some and they are not
     *     known: then nobody knows what others use
     */
    MachineWatch(Optional<List<Long>> outside) {
        ownIsKnown = outside.isPresent();
        own = Stream.concat(Stream.of(ProcessHandle.current().pid()), outside.orElse(List.of()).stream())
                .map(ProcessUse::new)
                .toList();
        ownBefore = ownSeconds();
    }

    private double ownSeconds() {
        own.forEach(ProcessUse::sample);
        return own.stream().mapToDouble(ProcessUse::cpuSeconds).sum();
    }

    /** Looks at the time since the last look, about a second. */
    void look() {
        MachineCounters now = MachineCounters.read();
        OptionalDouble stolen = now.stolenSince(newest);
        if (stolen.isPresent()) {
            worstStolen = OptionalDouble.of(Math.max(stolen.getAsDouble(), worstStolen.orElse(0)));
        }
        newest = now;
    }

    /** Until now. */
    MachineUse use() {
        look();
        double seconds = (System.nanoTime() - beginNs) / 1e9;
        return new MachineUse(
                newest.stolenSince(begin),
                worstStolen,
                ownIsKnown ? newest.othersSince(begin, ownSeconds() - ownBefore, seconds) : OptionalDouble.empty(),
                newest.idleSince(begin),
                newest.throttledSince(begin));
    }
}
