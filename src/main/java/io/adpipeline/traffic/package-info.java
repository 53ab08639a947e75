/** Traffic models: when events arrive. Laws of arrivals, seeded and without drift; the plug-in point for more. */
package io.adpipeline.traffic;
