/**
 * What many samples of a latency add up to: exact order statistics, histograms and confidence intervals. Knows nothing
 * of where samples come from.
 */
package io.adpipeline.latency;
