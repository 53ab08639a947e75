/** Charts of runs, searches and comparisons: plots are computed as values, then drawn as SVG. */
package io.adpipeline.report.chart;
