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

/** Of which commit code is that lies in a Git work tree. */
final class CodeCommit {

    private CodeCommit() {}

    /** The commit that is checked out where a class was loaded from, twelve digits; empty if that is no Git work tree. */
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
            builder.environment().remove("GIT_DIR"); // a hook of Git has it, and it is of another work tree
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
