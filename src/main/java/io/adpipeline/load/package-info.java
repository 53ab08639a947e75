/** The open-loop load: sends events when the traffic model says so, and keeps the truth of what Kafka acknowledged. */
package io.adpipeline.load;
