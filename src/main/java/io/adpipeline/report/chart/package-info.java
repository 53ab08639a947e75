/** A run as pictures: what is drawn is computed here as values, and drawn as SVG. */
package io.adpipeline.report.chart;
