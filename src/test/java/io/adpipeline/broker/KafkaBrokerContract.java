package io.adpipeline.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The kinds of broker that can be started on this machine. The embedded one is always among them; where no Docker
 * engine answers, its name in the test report says that the container was left out.
 */
record KafkaBrokerContract(String name, Function<BrokerSettings, KafkaBroker> starter) {

    static Stream<KafkaBrokerContract> onThisMachine() {
        return onMachine(DockerEngine.answers()).stream();
    }

    static List<KafkaBrokerContract> onMachine(boolean withDocker) {
        List<KafkaBrokerContract> kinds = new ArrayList<>();
        String leftOut = withDocker ? "" : " (left out: testcontainers, no Docker engine answers)";
        kinds.add(new KafkaBrokerContract("embedded" + leftOut, EmbeddedBroker::start));
        if (withDocker) {
            kinds.add(new KafkaBrokerContract("testcontainers", TestcontainersBroker::start));
        }
        return kinds;
    }

    @Override
    public String toString() {
        return name;
    }
}
