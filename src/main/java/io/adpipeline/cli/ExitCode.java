package io.adpipeline.cli;

import io.adpipeline.slo.Outcome;

/** What the program's exit codes mean; they do not change. */
final class ExitCode {

    static final int PASS = 0;
    /** The pipeline was slow or wrong. */
    static final int FAIL = 1;
    /** The run says nothing about the pipeline. */
    static final int INVALID = 3;
    /** The command could not do its work. */
    static final int ERROR = 4;

    private ExitCode() {}

    static int of(Outcome outcome) {
        return switch (outcome) {
            case PASS -> PASS;
            case FAIL -> FAIL;
            case INVALID -> INVALID;
        };
    }
}
