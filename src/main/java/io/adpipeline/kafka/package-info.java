/** What every Kafka client here shares: how to connect, topics, and secrets kept out of text. */
package io.adpipeline.kafka;
