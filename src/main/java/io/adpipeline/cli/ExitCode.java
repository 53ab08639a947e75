package io.adpipeline.cli;

import io.adpipeline.slo.Outcome;
import picocli.CommandLine;

/** What the program's exit codes mean; they do not change. */
final class ExitCode {

    static final int PASS = 0;
    /** The pipeline was slow or wrong. */
    static final int FAIL = 1;
    /** The command line, or a file that it names, is wrong. */
    static final int USAGE = CommandLine.ExitCode.USAGE;
    /** The run says nothing about the pipeline, or the load was not delivered. */
    static final int INVALID = 3;
    /** The command could not do its work. */
    static final int ERROR = 4;

    private ExitCode() {}

    /** Of two runs: one that proves nothing is worse than one that failed. */
    static int worse(int one, int other) {
        return Math.max(one, other);
    }

    static int of(Outcome outcome) {
        return switch (outcome) {
            case PASS -> PASS;
            case FAIL -> FAIL;
            case INVALID -> INVALID;
        };
    }
}
