package io.adpipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SparklineTest {

    private static String of(int most, double... values) {
        return Sparkline.of(values, most);
    }

    @Test
    void barsGoFromZeroToTheLargestValue() {
        assertThat(of(9, 0, 10, 20, 30, 40, 50, 60, 70)).isEqualTo("▁▂▃▄▅▆▇█");
    }

    @Test
    void noiseLooksAsSmallAsItIs() {
        assertThat(of(9, 100, 99, 101)).isEqualTo("███");
    }

    @Test
    void oneSlowWindowAmongManyIsNotLost() {
        double[] values = new double[100];
        Arrays.fill(values, 10);
        values[57] = 100;

        assertThat(of(10, values)).isEqualTo("▂▂▂▂▂█▂▂▂▂");
    }

    @Test
    void everyValueIsInABucketWhenTheyDoNotDivideEvenly() {
        assertThat(of(3, 70, 0, 0, 0, 70)).isEqualTo("█▁█");
        assertThat(of(2, 0, 0, 70)).isEqualTo("▁█");
    }

    @Test
    void valuesBelowZeroAndNothingAtAllAreDrawnAsZero() {
        assertThat(of(9, -5, 5)).isEqualTo("▁█");
        assertThat(of(9, 0, 0)).isEqualTo("▁▁");
        assertThat(of(9, -1)).isEqualTo("▁");
        assertThat(of(9)).isEmpty();
    }
}
