package io.adpipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void anObjectTravelsBehindItsWord() {
        String line = Lines.line("STARTED", "two words");

        assertThat(Lines.word(line)).isEqualTo("STARTED");
        assertThat(Lines.value(line, String.class)).isEqualTo("two words");
    }

    @Test
    void aTextLosesItsLineBreaks() {
        String line = Lines.text("FAILED", "first\nsecond\r\nthird\n");

        assertThat(line).isEqualTo("FAILED first second third");
        assertThat(Lines.rest(line)).isEqualTo("first second third");
    }

    @Test
    void aWordAloneHasNothingBehindIt() {
        assertThat(Lines.word("READY")).isEqualTo("READY");
        assertThat(Lines.rest("READY")).isEmpty();
    }
}
