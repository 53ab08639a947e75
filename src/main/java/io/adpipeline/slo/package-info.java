/** Service level objectives: thresholds, and the pure function that turns a measurement into a verdict. */
package io.adpipeline.slo;
