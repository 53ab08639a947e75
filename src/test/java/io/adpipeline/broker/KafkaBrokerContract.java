package io.adpipeline.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The kinds of broker that can be started on this machine. The embedded one is always among them; where no Docker
 * engine answers, its name in the test report says that the container was left out.
 */
record KafkaBrokerContract(String name, Function<BrokerSettings, KafkaBroker> starter) {

    static Stream<KafkaBrokerContract> onThisMachine() {
        return onMachine(TestcontainersBroker.obstacle()).stream();
    }

    static List<KafkaBrokerContract> onMachine(Optional<String> whyNoDocker) {
        List<KafkaBrokerContract> kinds = new ArrayList<>();
        String leftOut = whyNoDocker
                .map(reason -> " (left out: testcontainers, " + reason + ")")
                .orElse("");
        kinds.add(new KafkaBrokerContract("embedded" + leftOut, EmbeddedBroker::start));
        if (whyNoDocker.isEmpty()) {
            kinds.add(new KafkaBrokerContract("testcontainers", TestcontainersBroker::start));
        }
        return kinds;
    }

    @Override
    public String toString() {
        return name;
    }
}
