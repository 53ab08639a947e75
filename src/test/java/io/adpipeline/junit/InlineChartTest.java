package io.adpipeline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InlineChartTest {

    @TempDir
    private Path folder;

    @Test
    void theChartIsPartOfTheTextBelowDescriptionAndVerdict() throws IOException {
        Path svg = Files.writeString(folder.resolve("rates.svg"), "<svg/>");

        assertThat(AllureListener.html("2 < 3 & more", "\n  p90 < 2 s\ndemo: PASS\n", Optional.of(svg)))
                .isEqualTo(
                        "<p>2 &lt; 3 &amp; more</p>\n<pre style=\"white-space: pre; overflow-x: auto\">  p90 &lt; 2 s\ndemo: PASS</pre>\n"
                                + "<p><img style=\"max-width: 100%\" alt=\"rates.svg\" src=\"data:image/svg+xml;base64,PHN2Zy8+\"></p>");
    }

    @Test
    void withoutDescriptionAndChartThereIsTheVerdictAlone() throws IOException {
        assertThat(AllureListener.html(" ", "demo: PASS", Optional.empty()))
                .isEqualTo("<pre style=\"white-space: pre; overflow-x: auto\">demo: PASS</pre>");
    }

    @Test
    void sentencesBelowTheTablesAreWrapped() throws IOException {
        assertThat(AllureListener.html("", "a  1\nb  2\n\ndemo: PASS\n  a long sentence", Optional.empty()))
                .isEqualTo("<pre style=\"white-space: pre; overflow-x: auto\">a  1\nb  2</pre>\n"
                        + "<pre style=\"white-space: pre-wrap\">demo: PASS\n  a long sentence</pre>");
    }
}
