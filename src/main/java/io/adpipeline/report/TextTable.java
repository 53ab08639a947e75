package io.adpipeline.report;

import java.util.ArrayList;
import java.util.List;

/** A table of plain text: columns of figures are aligned to the right, columns of texts and the first to the left. */
final class TextTable {

    /** Stands for a figure that was not measured. */
    static final String NONE = "-";

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean figures;

    /** A table of figures. */
    TextTable(String... header) {
        this(true, header);
    }

    private TextTable(boolean figures, String... header) {
        this.figures = figures;
        rows.add(List.of(header));
    }

    static TextTable ofTexts(String... header) {
        return new TextTable(false, header);
    }

    /** Adds a row; a short one is filled up with empty cells. */
    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    /** All lines; those of a table of figures are indented. */
    String text() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(figures ? GAP : "");
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                String blanks = " ".repeat(widths[column] - cell.length());
                line.append(column == 0 ? "" : GAP);
                line.append(figures && column > 0 ? blanks + cell : cell + blanks);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
