/** Two variants of a scenario compared: rounds of runs in turns, one ratio of each round, and what they prove. */
package io.adpipeline.compare;
