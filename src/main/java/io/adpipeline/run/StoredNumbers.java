package io.adpipeline.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads CSV whose first columns are whole numbers; an error names line and constraint. */
final class StoredNumbers {

    private StoredNumbers() {}

    /**
     * The first columns of each row.
     *
     * @param in is read to its end and closed
     * @param header what the first line must be
     * @param columns how many columns, from the first on
     */
    static List<long[]> read(BufferedReader in, String header, int columns) throws IOException {
        try (in) {
            String first = in.readLine();
            if (!header.equals(first)) {
                throw new IOException("line 1 must be the header '%s', was '%s'".formatted(header, first));
            }
            int all = header.split(",").length;
            List<long[]> rows = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                rows.add(row(line, rows.size() + 2, all, columns));
            }
            return rows;
        }
    }

    private static long[] row(String line, int number, int all, int columns) throws IOException {
        String[] fields = line.split(",", -1);
        if (fields.length != all) {
            throw new IOException("line %d must have %d columns, has %d".formatted(number, all, fields.length));
        }
        try {
            return Arrays.stream(fields, 0, columns).mapToLong(Long::parseLong).toArray();
        } catch (NumberFormatException e) {
            throw new IOException("line %d must hold whole numbers, was '%s'".formatted(number, line), e);
        }
    }
}
