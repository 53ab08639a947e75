package io.adpipeline.cli;

import io.adpipeline.slo.Outcome;
import picocli.CommandLine;

/** The program's exit codes, which do not change. */
final class ExitCode {

    static final int PASS = 0;
    /** The pipeline was slow or wrong. */
    static final int FAIL = 1;
    /** The command line, or a file that it names, is wrong. */
    static final int USAGE = CommandLine.ExitCode.USAGE;
    /** The run proves nothing about the pipeline, or the load was not delivered. */
    static final int INVALID = 3;
    /** The command could not do its work. */
    static final int ERROR = 4;

    // how the commands' help describes them
    static final String DONE_HELP = "0:done";
    static final String USAGE_HELP = "2:the command line, or a file it names, is wrong";
    static final String ERROR_HELP = "4:the command could not do its work";
    static final String ENDED_HELP = "130:ended by Ctrl-C; 143 by SIGTERM, 129 by the end of its terminal";

    private ExitCode() {}

    static int of(Outcome outcome) {
        return switch (outcome) {
            case PASS -> PASS;
            case FAIL -> FAIL;
            case INVALID -> INVALID;
        };
    }
}
