package io.adpipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {

    @Test
    void nothingInATextIsTakenForMarkup() {
        assertThat(Markdown.text("a|b *c* <d> & `e` [f](g) h_i #1"))
                .isEqualTo("a\\|b \\*c\\* &lt;d&gt; &amp; \\`e\\` \\[f\\](g) h\\_i \\#1");
    }

    @Test
    void ofALongMessageTheFirstLineIsEnough() {
        assertThat(Markdown.text("no Kafka:\n\tat x\n\tat y")).isEqualTo("no Kafka: …");
    }

    @Test
    void aRowStandsBetweenBars() {
        assertThat(Markdown.row(List.of("1", "2", "3"))).isEqualTo("| 1 | 2 | 3 |\n");
    }
}
