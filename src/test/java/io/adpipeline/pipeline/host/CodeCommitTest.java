package io.adpipeline.pipeline.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeCommitTest {

    @TempDir
    private Path folder;

    /** A folder whose name has a blank, in a work tree with one commit. */
    @Test
    void codeInAWorkTreeIsOfWhatIsCheckedOutThere() throws Exception {
        git("init", "--quiet");
        git("-c", "user.name=x", "-c", "user.email=x@y", "commit", "--quiet", "--allow-empty", "-m", "first");
        Process head = new ProcessBuilder("git", "rev-parse", "HEAD")
                .directory(folder.toFile())
                .start();
        String hash = head.inputReader().readLine();

        assertThat(CodeCommit.of(copiedTo(folder.resolve("a b"))))
                .hasValueSatisfying(
                        commit -> assertThat(hash).startsWith(commit).hasSizeGreaterThan(commit.length()));
    }

    @Test
    void codeElsewhereIsOfNone() throws Exception {
        assertThat(CodeCommit.of(copiedTo(folder))).isEmpty();
        assertThat(CodeCommit.of(String.class)).isEmpty();
    }

    private void git(String... words) throws Exception {
        ProcessBuilder git = new ProcessBuilder().directory(folder.toFile());
        git.command().add("git");
        git.command().addAll(List.of(words));
        assertThat(git.start().waitFor()).isZero();
    }

    /** This class, loaded from another folder. */
    private static Class<?> copiedTo(Path classes) throws Exception {
        String name = CodeCommitTest.class.getName();
        Path file = classes.resolve(name.replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        try (var bytes = CodeCommitTest.class.getResourceAsStream("CodeCommitTest.class")) {
            Files.copy(bytes, file);
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
            return Class.forName(name, false, loader);
        }
    }
}
