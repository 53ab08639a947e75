/**
 * Where Kafka comes from: a container, an embedded broker in a JVM of its own, or one that runs already. The only
 * package that imports Testcontainers.
 */
package io.adpipeline.broker;
