/** What came out: reads the results topic, holds it against the truth, and takes latencies and their stages. */
package io.adpipeline.result;
