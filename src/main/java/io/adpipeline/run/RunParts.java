package io.adpipeline.run;

import io.adpipeline.broker.Brokers.StartedBroker;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.kafka.Topics;
import io.adpipeline.load.LoadGenerator;
import io.adpipeline.load.RunningLoad;
import io.adpipeline.pipeline.RunningPipeline;
import io.adpipeline.pipeline.host.PipelineHost;
import io.adpipeline.process.ProcessUse;
import io.adpipeline.result.ReceiptProbe;
import io.adpipeline.result.ResultReader;
import io.adpipeline.scenario.Scenario;
import java.util.Optional;

/** Everything that has been started for a run. */
record RunParts(
        Scenario scenario,
        RunFolder folder,
        StartedBroker kafka,
        Topics topics,
        LoadGenerator generator,
        RunningPipeline pipeline,
        Optional<ReceiptProbe> probe,
        ResultReader reader,
        BacklogSampler backlog,
        ProcessUse processes,
        Optional<PipelineHost> recorded) {

    /** The load that was prepared last. */
    RunningLoad load() {
        return generator.load();
    }
}
