/** The pipeline in a JVM of its own: the suite's end, the JVM's end, and what they say to each other. */
package io.adpipeline.pipeline.host;
