/** The results: reads the results topic, compares it with the truth, and computes latencies and their stages. */
package io.adpipeline.result;
