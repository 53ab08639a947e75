/**
 * Benchmarks: parts of this project beside others that do the same, in one run. They yield figures, no verdict; an
 * error is wrong bytes, wrong counts or a part that does not run. Started by {@code mvn verify -Pbench}.
 */
package io.adpipeline.bench;
