/** The plug-in point for the pipeline under test: what it is told, what it must report. */
package io.adpipeline.pipeline;
