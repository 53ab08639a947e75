package io.adpipeline.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The CI job that the suite runs in, by its environment variables. */
public final class CiJob {

    private final Map<String, String> variables;

    /** @param variables environment variables by name */
    public CiJob(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** The page on which this job's reports can be found; empty outside GitHub Actions and GitLab CI. */
    public Optional<String> page() {
        return gitHubRun().or(() -> variable("CI_JOB_URL").map(url -> url + "/artifacts/browse"));
    }

    private Optional<String> gitHubRun() {
        return variable("GITHUB_SERVER_URL")
                .flatMap(server -> variable("GITHUB_REPOSITORY")
                        .flatMap(repository -> variable("GITHUB_RUN_ID")
                                .map(run -> "%s/%s/actions/runs/%s".formatted(server, repository, run))));
    }

    /** What Allure's {@code executor.json} says of the job; empty outside GitHub Actions and GitLab CI. */
    public Map<String, String> executor() {
        Map<String, String> executor = new LinkedHashMap<>();
        variable("GITHUB_ACTIONS").ifPresent(any -> {
            executor.put("name", "GitHub Actions");
            executor.put("type", "github");
            executor.put("buildName", "%s #%s".formatted(text("GITHUB_WORKFLOW"), text("GITHUB_RUN_NUMBER")));
            executor.put("buildOrder", text("GITHUB_RUN_NUMBER"));
            gitHubRun().ifPresent(run -> executor.put("buildUrl", run));
        });
        variable("GITLAB_CI").ifPresent(any -> {
            executor.put("name", "GitLab CI");
            executor.put("type", "gitlab");
            executor.put("buildName", "%s #%s".formatted(text("CI_JOB_NAME"), text("CI_PIPELINE_IID")));
            executor.put("buildOrder", text("CI_PIPELINE_IID"));
            variable("CI_JOB_URL").ifPresent(job -> executor.put("buildUrl", job));
        });
        return executor;
    }

    private String text(String name) {
        return variable(name).orElse("");
    }

    /** The file that GitHub shows on the job's page; empty elsewhere. */
    public Optional<Path> summaryFile() {
        return variable("GITHUB_STEP_SUMMARY").map(Path::of);
    }

    /** A variable that is set to nothing counts as absent. */
    private Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }
}
