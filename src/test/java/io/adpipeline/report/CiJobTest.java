package io.adpipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CiJobTest {

    private static final Map<String, String> GITHUB = Map.of(
            "GITHUB_SERVER_URL",
            "https://github.example",
            "GITHUB_REPOSITORY",
            "team/app",
            "GITHUB_RUN_ID",
            "42",
            "GITHUB_STEP_SUMMARY",
            "summaries/1.md");

    @Test
    void onGitHubThePageIsTheRunAndTheSummaryHasItsFile() {
        CiJob job = new CiJob(GITHUB);

        assertThat(job.page()).hasValue("https://github.example/team/app/actions/runs/42");
        assertThat(job.summaryFile()).hasValue(Path.of("summaries/1.md"));
    }

    @Test
    void onGitLabThePageIsWhatTheJobKeeps() {
        CiJob job = new CiJob(Map.of("CI_JOB_URL", "https://gitlab.example/team/app/-/jobs/7"));

        assertThat(job.page()).hasValue("https://gitlab.example/team/app/-/jobs/7/artifacts/browse");
        assertThat(job.summaryFile()).isEmpty();
    }

    @Test
    void elsewhereNothingIsKnown() {
        assertThat(new CiJob(Map.of("GITHUB_RUN_ID", "42", "GITHUB_STEP_SUMMARY", " ")).page())
                .isEmpty();
        assertThat(new CiJob(Map.of("GITHUB_STEP_SUMMARY", " ")).summaryFile()).isEmpty();
    }
}
