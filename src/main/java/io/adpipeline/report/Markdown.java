package io.adpipeline.report;

import java.util.List;
import java.util.stream.Collectors;

/** Pieces of GitHub Flavored Markdown. */
final class Markdown {

    private static final String SPECIAL = "\\`*_[]#|~";

    private Markdown() {}

    /** Plain text, so that nothing in it is taken for markup; its first line only. */
    static String text(String plain) {
        StringBuilder escaped = new StringBuilder();
        for (char character : FailureText.firstLine(plain).toCharArray()) {
            switch (character) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                default ->
                    escaped.append(SPECIAL.indexOf(character) >= 0 ? "\\" : "").append(character);
            }
        }
        return escaped.toString();
    }

    /** A row of a table; cells are Markdown already. */
    static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Head of a table: the first column to the left, the given ones to the right, the others to the left. */
    static String head(List<String> titles, List<Integer> toTheRight) {
        StringBuilder rule = new StringBuilder("|");
        for (int column = 0; column < titles.size(); column++) {
            rule.append(toTheRight.contains(column) ? "---:|" : ":---|");
        }
        return row(titles) + rule + '\n';
    }
}
