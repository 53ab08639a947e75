/** From evidence to a result: pure functions that start nothing and read no clock. */
package io.adpipeline.analysis;
