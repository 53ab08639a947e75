/** A run as pictures: what is drawn is computed here as values, and drawn as SVG and PNG. */
package io.adpipeline.report.chart;
