package io.adpipeline.pipeline.host;

import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.pipeline.PipelineContext;
import io.adpipeline.pipeline.PipelineUnderTest;
import io.adpipeline.pipeline.RunningPipeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** A pipeline that works on nothing and does what the setting {@code act} says. */
public final class PretendedPipeline implements PipelineUnderTest {

    @Override
    public String name() {
        return "pretended";
    }

    @Override
    public Set<String> settings() {
        return Set.of("act");
    }

    @Override
    public RunningPipeline start(PipelineContext context) {
        Act act = Act.valueOf(context.settings().get("act"));
        System.out.println("STARTED {} but not by us");
        System.out.println("told " + context.kafka().clientProperties());
        if (act == Act.NOT_START) {
            throw new IllegalArgumentException("this will not do:\nnever");
        }
        return new Pretended(context, act);
    }

    enum Act {
        NOT_START,
        WORK,
        DIE,
        THROW,
        EXIT,
        CLOSE_BADLY
    }

    private record Pretended(PipelineContext context, Act act) implements RunningPipeline {

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public Map<TopicPartition, Long> committedOffsets() {
            if (act == Act.EXIT) {
                System.err.println("about to exit");
                System.exit(9);
            }
            return Map.of(new TopicPartition(context.eventsTopic(), 1), 12L);
        }

        @Override
        public Optional<Throwable> failure() {
            return act == Act.DIE ? Optional.of(new IllegalStateException("out of luck")) : Optional.empty();
        }

        @Override
        public long malformedRecords() {
            return 3;
        }

        @Override
        public List<BatchProgress> batches() {
            if (act == Act.THROW) {
                throw new IllegalStateException("cannot count");
            }
            return List.of(new BatchProgress(4, 5, 6, Map.of("addBatch", 7L), "{\"own\":[1,2]}"));
        }

        @Override
        public Map<String, String> details() {
            return Map.of(
                    "process",
                    String.valueOf(ProcessHandle.current().pid()),
                    "context",
                    context.window() + " " + context.outputMode() + " " + context.workDirectory());
        }

        @Override
        public void close() {
            if (act == Act.CLOSE_BADLY) {
                throw new IllegalStateException("cannot end");
            }
        }
    }
}
