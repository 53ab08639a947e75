package io.adpipeline.pipeline.host;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the Git commit of a class's code. */
final class CodeCommit {

    private CodeCommit() {}

    /** The commit, twelve digits, checked out where a class was loaded from; empty if that is no Git work tree. */
    static Optional<String> of(Class<?> type) {
        return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .filter(place -> place.getProtocol().equals("file"))
                .map(place -> folder(URI.create(place.toString())))
                .flatMap(CodeCommit::of);
    }

    private static Path folder(URI place) {
        Path code = Path.of(place);
        return Files.isDirectory(code) ? code : code.getParent();
    }

    private static Optional<String> of(Path folder) {
        try {
            ProcessBuilder builder = new ProcessBuilder("git", "rev-parse", "--short=12", "HEAD")
                    .directory(folder.toFile())
                    .redirectError(new File("/dev/null"));
            builder.environment().remove("GIT_DIR"); // set in a Git hook, where it names another work tree
            Process git = builder.start();
            try (Stream<String> lines =
                    git.inputReader(StandardCharsets.US_ASCII).lines()) {
                return lines.findFirst();
            }
        } catch (IOException noGit) {
            return Optional.empty();
        }
    }
}
