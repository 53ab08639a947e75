/** The pipeline in a process of its own: a JVM and its protocol with the suite, or a command and its watching JVM. */
package io.adpipeline.pipeline.host;
