package io.adpipeline.bench;

import java.util.ArrayList;
import java.util.List;

/** Comparisons as one table, in Markdown that can also be read as it is. */
final class BenchTable {

    private static final String NOTHING = "–";

    private BenchTable() {}

    static String of(List<Comparison> comparisons) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("what", "ours", "against", "ratio", "target", "met"));
        comparisons.forEach(comparison -> rows.add(cells(comparison)));
        int[] widths = widths(rows);
        StringBuilder table = new StringBuilder(line(rows.get(0), widths));
        table.append(line(rule(widths), widths));
        rows.subList(1, rows.size()).forEach(row -> table.append(line(row, widths)));
        return table.toString();
    }

    private static List<String> cells(Comparison comparison) {
        return List.of(
                comparison.what(),
                comparison.ours().text(),
                comparison
                        .against()
                        .map(other -> other.label() + ": " + other.text())
                        .orElse(NOTHING),
                comparison.against().isEmpty() ? NOTHING : Series.number(comparison.ratio()),
                comparison.target().map(Target::text).orElse(NOTHING),
                comparison.met().map(met -> met ? "yes" : "no").orElse(NOTHING));
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }

    private static List<String> rule(int[] widths) {
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add("-".repeat(width));
        }
        return rule;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(' ')
                    .append(cell)
                    .append(" ".repeat(widths[column] - cell.length()))
                    .append(" |");
        }
        return line.append('\n').toString();
    }
}
