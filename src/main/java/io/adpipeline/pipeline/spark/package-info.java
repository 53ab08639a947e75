/** The reference pipeline on Spark Structured Streaming; the only package that imports Spark. */
package io.adpipeline.pipeline.spark;
