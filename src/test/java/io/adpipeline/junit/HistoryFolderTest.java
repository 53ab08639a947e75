package io.adpipeline.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFolderTest {

    @TempDir
    private Path folder;

    /** As two clones of a project that share a history. */
    @Test
    void writersAtTheSameTimeGetNumbersOfTheirOwn() {
        Set<Integer> numbers = IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> new HistoryFolder(folder).nextRun())
                .collect(Collectors.toSet());

        assertThat(numbers).hasSize(40).contains(1, 40);
    }

    @Test
    void aFileThatHoldsNoNumberIsAnErrorThatNamesIt() throws Exception {
        Files.writeString(folder.resolve("runs"), "many");

        assertThatIllegalStateException()
                .isThrownBy(() -> new HistoryFolder(folder).nextRun())
                .withMessageStartingWith(folder.resolve("runs") + " must hold the number of runs: ");
    }

    @Test
    void allureHasAFolderOfItsOwn() {
        assertThat(new HistoryFolder(folder).allure()).isEqualTo(folder.resolve("allure"));
    }
}
