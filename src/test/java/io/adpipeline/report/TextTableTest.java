package io.adpipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void theFirstColumnStandsLeftAndTheOthersRightAsWideAsTheyNeed() {
        TextTable table = new TextTable("stage", "mean", "p90");
        table.row(List.of("a", "1", "12,345"));
        table.row(List.of("batchExecution", "1,234", "5"));

        assertThat(table.text())
                .isEqualTo(String.join(
                        "\n",
                        "  stage            mean     p90",
                        "  a                   1  12,345",
                        "  batchExecution  1,234       5",
                        ""));
    }

    @Test
    void aShortRowEndsWithoutBlanks() {
        TextTable table = TextTable.ofTexts("stage", "mean", "");
        table.row(List.of("sum", "1"));
        table.row(List.of("none"));

        assertThat(table.text()).isEqualTo("stage  mean\nsum    1\nnone\n");
    }
}
