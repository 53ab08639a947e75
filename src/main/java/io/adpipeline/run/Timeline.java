package io.adpipeline.run;

import io.adpipeline.evidence.Phase;
import io.adpipeline.scenario.Scenario;
import java.util.EnumMap;
import java.util.Map;

/** When each phase of one run began; reports it to the listener. Used by the run's thread alone. */
final class Timeline {

    private final Scenario scenario;
    private final RunListener listener;
    private final String loadNotice;
    private final Map<Phase, Long> startsMs = new EnumMap<>(Phase.class);
    private Phase current;

    /** @param loadNotice what a reader must know of the load before it starts */
    Timeline(Scenario scenario, RunListener listener, String loadNotice) {
        this.scenario = scenario;
        this.loadNotice = loadNotice;
        this.listener = listener;
    }

    /** Enters a phase, unless the run is in it already. */
    void enter(Phase phase) {
        if (phase != current) {
            current = phase;
            startsMs.put(phase, System.currentTimeMillis());
            listener.phase(scenario, phase);
        }
    }

    Scenario scenario() {
        return scenario;
    }

    /** Reports which Kafka the run is on, and its load. */
    void kafkaStarted(String kafka) {
        listener.started(scenario, kafka, loadNotice);
    }

    void report(RunProgress progress) {
        listener.progress(scenario, progress);
    }

    Phase current() {
        return current;
    }

    long startMs(Phase phase) {
        return startsMs.get(phase);
    }

    Map<Phase, Long> startsMs() {
        return Map.copyOf(startsMs);
    }
}
