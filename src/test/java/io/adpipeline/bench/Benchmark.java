package io.adpipeline.bench;

import java.util.List;

/** One benchmark: runs all that it compares, in turns, and checks what came out. */
interface Benchmark {

    /** Its name in {@code -Dbench} and of its file. */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * Runs it.
     *
     * @return what was compared
     * @throws Exception if a part does not run, or what it did is wrong
     */
    List<Comparison> run(BenchOptions options) throws Exception;
}
