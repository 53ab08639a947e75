package io.adpipeline.cli;

import io.adpipeline.analysis.Analysis;
import io.adpipeline.analysis.RunResult;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.evidence.EvidenceStore;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.report.ComparisonFiles;
import io.adpipeline.report.ComparisonText;
import io.adpipeline.report.ResultText;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Reads a stored run, or a comparison, and judges it again. */
@Command(
        name = "show",
        description = {
            "Reads the evidence of a run, or of the blocks of a comparison, analyses and judges it again, and prints tables and verdict.",
            "Nothing of the stored result is used, only what was measured."
        },
        exitCodeList = {
            "0:the run passed, or b is not slower",
            "1:the pipeline was slow or wrong, or b is slower, or it is undecided",
            "2:the command line is wrong",
            "3:the run proves nothing about the pipeline, or too few rounds can be trusted",
            "4:the folder holds no run that can be read"
        },
        footer = {"%nExample:", "  adpipeline show target/perf/uniform"})
final class ShowCommand implements Callable<Integer> {

    @ParentCommand
    private Main program;

    @Parameters(
            paramLabel = "DIR",
            description =
                    "Folder of one run, as in target/perf/uniform, or of a comparison; of a search for capacity that "
                            + "of a trial, as in target/perf/NAME/trials/TRIAL.")
    private Path folder;

    @Override
    public Integer call() {
        if (ComparisonFiles.isIn(folder)) {
            ComparisonResult comparison = ComparisonFiles.read(new RunFolder(folder));
            program.console().print(ComparisonText.of(comparison).stripTrailing());
            return ExitCode.of(comparison.outcome());
        }
        RunResult result = Analysis.of(EvidenceStore.read(folder));
        program.console().print("%s: evidence of format %d".formatted(folder, EvidenceStore.format(folder)));
        program.console().print(ResultText.of(result).stripTrailing());
        return ExitCode.of(result.verdict().outcome());
    }
}
