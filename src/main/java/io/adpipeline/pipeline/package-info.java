/** The plug-in point for the pipeline under test: what it gets, what it must report. */
package io.adpipeline.pipeline;
