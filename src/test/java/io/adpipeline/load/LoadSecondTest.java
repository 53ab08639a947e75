package io.adpipeline.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadSecondTest {

    @TempDir
    private Path folder;

    @Test
    void whatTheGeneratorWroteIsReadBack() throws IOException {
        LoadSecond.Recorder seconds = new LoadSecond.Recorder();
        seconds.intended(0);
        seconds.intended(1_000_000_000L);
        seconds.sent(1_999_999_999L);
        LoadSecond.write(seconds.all(), folder);

        assertThat(LoadSecond.read(folder)).containsExactly(new LoadSecond(0, 1, 0), new LoadSecond(1, 1, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,1", "0,1,x", "0,1,2,3"})
    void aLineThatIsNoSecondIsNamed(String line) throws IOException {
        Files.writeString(folder.resolve("load-seconds.csv"), "second,intended,sent\n" + line + "\n");

        assertThatThrownBy(() -> LoadSecond.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("load-seconds.csv, line 2 must");
    }
}
