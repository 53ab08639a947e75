/** Searches the highest load that a pipeline sustains: which rates to try, what each trial proves, and the answer. */
package io.adpipeline.capacity;
