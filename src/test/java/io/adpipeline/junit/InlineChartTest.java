package io.adpipeline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InlineChartTest {

    @TempDir
    private Path folder;

    @Test
    void theChartIsPartOfTheTextBelowTheDescription() throws IOException {
        Path svg = Files.writeString(folder.resolve("rates.svg"), "<svg/>");

        assertThat(AllureListener.html("2 < 3 & more", svg))
                .isEqualTo(
                        "<p>2 &lt; 3 &amp; more</p>\n"
                                + "<p><img style=\"max-width: 100%\" alt=\"rates.svg\" src=\"data:image/svg+xml;base64,PHN2Zy8+\"></p>");
    }

    @Test
    void withoutADescriptionThereIsTheChartAlone() throws IOException {
        assertThat(AllureListener.html(" ", Files.writeString(folder.resolve("rates.svg"), "<svg/>")))
                .startsWith("<p><img");
    }
}
