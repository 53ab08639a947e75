package io.adpipeline.report.chart;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is done to a drawing's SVG before it is written. */
final class SvgText {

    /** A hundredth of a pixel is not seen; further digits are half of the file. */
    private static final Pattern LONG_DECIMAL = Pattern.compile("-?\\d+\\.\\d{3,}(?:E-?\\d+)?");
    /** Nothing is to be fetched from elsewhere for a picture. */
    private static final Pattern DOCTYPE = Pattern.compile("<!DOCTYPE[^>]*>\\s*");

    private static final Pattern ROOT = Pattern.compile("<svg[^>]*>");

    private SvgText() {}

    /** Leaves out what is not seen, and adds title and description for those who do not see the picture. */
    static String finish(String svg, Plot plot) {
        String shorter = LONG_DECIMAL
                .matcher(DOCTYPE.matcher(svg).replaceFirst(""))
                .replaceAll(number -> shorten(number.group()));
        Matcher root = ROOT.matcher(shorter);
        return root.replaceFirst(tag -> Matcher.quoteReplacement(tag.group().replace("<svg", "<svg role=\"img\"")
                + "<title>" + escape(plot.title()) + "</title>"
                + "<desc>" + escape(description(plot)) + "</desc>"));
    }

    private static String shorten(String number) {
        String text = String.format(Locale.ROOT, "%.2f", Double.parseDouble(number));
        return text.replaceFirst("\\.?0+$", "");
    }

    /** Axes and legend as text. */
    static String description(Plot plot) {
        String legend = plot.series().stream()
                .map(Series::label)
                .filter(label -> !label.isEmpty())
                .collect(Collectors.joining("; "));
        return "Along: %s. Up: %s%s. Shown: %s."
                .formatted(
                        plot.x().title(),
                        plot.y().title(),
                        plot.right()
                                .map(right -> "; on the right: " + right.title())
                                .orElse(""),
                        legend);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
