package io.adpipeline.run;

import io.adpipeline.evidence.MachineUse;
import io.adpipeline.evidence.Phase;
import io.adpipeline.evidence.PipelineUse;
import io.adpipeline.evidence.Profile;
import io.adpipeline.pipeline.host.PipelineHost;
import io.adpipeline.process.ProcessUse;
import io.adpipeline.process.ProcessUse.JvmWork;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures machine and pipeline from the start of the measured phase to its end: CPU, memory, and a recording if one is
 * wanted. For one thread.
 */
final class MeasuredPhase {

    private static final Logger LOG = LoggerFactory.getLogger(MeasuredPhase.class);
    private static final long PERIOD_NS = Duration.ofSeconds(1).toNanos();

    private final RunParts parts;
    private MachineWatch machine;
    private MachineUse machineUse = MachineUse.UNKNOWN;
    private PipelineUse before;
    private long sampledNs;
    private Optional<PipelineUse> pipelineUse = Optional.empty();

    MeasuredPhase(RunParts parts) {
        this.parts = parts;
    }

    /** Called often, with the phase that the load is in. */
    void watch(Phase phase) {
        if (phase == Phase.MEASURE && machine == null) {
            begin();
        } else if (phase == Phase.MEASURE && System.nanoTime() - sampledNs > PERIOD_NS) {
            sample();
        } else if (phase == Phase.TAIL && machine != null && pipelineUse.isEmpty()) {
            end();
        }
    }

    private void begin() {
        parts.recorded().ifPresent(PipelineHost::startRecording);
        machine = new MachineWatch(parts.kafka().broker().processesOutside());
        parts.processes().sample();
        before = used();
        sampledNs = System.nanoTime();
    }

    private void sample() {
        machine.sample();
        parts.processes().sample();
        sampledNs = System.nanoTime();
    }

    private void end() {
        machineUse = machine.use();
        parts.recorded().ifPresent(host -> host.saveRecording(recording()));
        parts.processes().sample();
        pipelineUse = Optional.of(used().since(before));
    }

    private PipelineUse used() {
        ProcessUse processes = parts.processes();
        return new PipelineUse(
                processes.cpuSeconds(),
                processes.cpuSeconds(JvmWork.COMPILING),
                processes.cpuSeconds(JvmWork.COLLECTING),
                processes.peakBytes());
    }

    MachineUse machineUse() {
        return machineUse;
    }

    /** Empty if the phase did not end. */
    Optional<PipelineUse> pipelineUse() {
        return pipelineUse;
    }

    private Path recording() {
        return parts.folder().path().resolve(Profile.RECORDING);
    }

    /** The profile; empty if none was wanted or if recording failed, which does no harm to the run. */
    Optional<Profile> profile() throws InterruptedException {
        if (parts.recorded().isEmpty() || pipelineUse.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> problem = parts.recorded().get().awaitRecording();
        try {
            if (problem.isEmpty()) {
                return Optional.of(Profile.read(recording()));
            }
        } catch (IOException e) {
            problem = Optional.of(e.toString());
        }
        LOG.warn("there is no profile of the pipeline: {}", problem.orElseThrow());
        return Optional.empty();
    }
}
