package io.adpipeline.broker;

import org.testcontainers.DockerClientFactory;

/** Whether containers can be had on this machine. */
final class DockerEngine {

    private DockerEngine() {}

    static boolean answers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }
}
