package io.adpipeline.report;

import java.util.stream.IntStream;

/** Values as a line of block characters, for places where no picture can be. */
final class Sparkline {

    private static final String BLOCKS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /**
     * A character for each value, from zero to the largest value, so that noise looks as small as it is; values below
     * zero are drawn as zero. More values than characters are drawn by the largest of each bucket.
     *
     * @param most characters at most, from 1
     */
    static String of(double[] values, int most) {
        int width = Math.min(values.length, most);
        double[] bars = IntStream.range(0, width)
                .mapToDouble(bar -> largest(values, bar * values.length / width, (bar + 1) * values.length / width))
                .toArray();
        double top = largest(bars, 0, width);
        StringBuilder line = new StringBuilder();
        for (double bar : bars) {
            long level = top > 0 ? Math.round(bar / top * (BLOCKS.length() - 1)) : 0;
            line.append(BLOCKS.charAt((int) Math.max(0, level)));
        }
        return line.toString();
    }

    private static double largest(double[] values, int from, int to) {
        return IntStream.range(from, to).mapToDouble(i -> values[i]).max().orElse(0);
    }
}
