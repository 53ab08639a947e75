package io.adpipeline.report;

import io.adpipeline.files.PlainText;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.text.StringEscapeUtils;

/** Pieces of GitHub Flavored Markdown. */
final class Markdown {

    private Markdown() {}

    /** The first line of a plain text, escaped so that nothing in it is taken for markup. */
    static String text(String plain) {
        return StringEscapeUtils.escapeXml11(
                        FailureText.firstLine(PlainText.of(plain)).replaceAll("[\\\\`*_\\[\\]#|~]", "\\\\$0"))
                .replace("&apos;", "'")
                .replace("&quot;", "\"");
    }

    /** A line of a list. */
    static String item(String plain) {
        return "- %s\n".formatted(text(plain));
    }

    /** A row of a table; cells are Markdown already. */
    static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
