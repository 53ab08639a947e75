/** One scenario from start to verdict: brings the parts together, watches them, keeps the evidence, analyses it. */
package io.adpipeline.run;
