/**
 * Statistics of latency samples: exact order statistics, histograms and confidence intervals. Independent of where the
 * samples come from.
 */
package io.adpipeline.latency;
