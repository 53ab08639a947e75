package io.adpipeline.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** CSV files of whole numbers below a header, compressed if the name ends in {@code .gz}. */
public final class NumbersCsv {

    private NumbersCsv() {}

    /** Writes the header and a line for each row. */
    public static void write(Path file, String header, Stream<long[]> rows) throws IOException {
        WholeFile.write(file, out -> {
            try (Writer text = new OutputStreamWriter(
                    compressed(file) ? new GZIPOutputStream(out) : out, StandardCharsets.US_ASCII)) {
                text.write(header + "\n");
                for (long[] row : (Iterable<long[]>) rows::iterator) {
                    text.write(Arrays.stream(row).mapToObj(Long::toString).collect(Collectors.joining(",", "", "\n")));
                }
            }
        });
    }

    /**
     * Reads the numbers of each row.
     *
     * @param header what the first line must be
     * @throws IOException if the file cannot be read or is not of that form; names file and line
     */
    public static List<long[]> read(Path file, String header) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                BufferedReader text = new BufferedReader(new InputStreamReader(
                        compressed(file) ? new GZIPInputStream(in) : in, StandardCharsets.US_ASCII))) {
            String first = text.readLine();
            if (!header.equals(first)) {
                throw new IOException("%s must begin with the header '%s', begins with '%s'"
                        .formatted(file.getFileName(), header, first));
            }
            int columns = header.split(",").length;
            List<long[]> rows = new ArrayList<>();
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                rows.add(row(line, file, rows.size() + 2, columns));
            }
            return rows;
        } catch (NoSuchFileException e) { // its message is the path alone
            throw new IOException(file.getFileName() + " is missing", e);
        }
    }

    private static long[] row(String line, Path file, int number, int columns) throws IOException {
        String[] fields = line.split(",", -1);
        if (fields.length != columns) {
            throw new IOException("%s, line %d must have %d columns, has %d"
                    .formatted(file.getFileName(), number, columns, fields.length));
        }
        try {
            return Arrays.stream(fields).mapToLong(Long::parseLong).toArray();
        } catch (NumberFormatException e) {
            throw new IOException(
                    "%s, line %d must hold whole numbers, was '%s'".formatted(file.getFileName(), number, line), e);
        }
    }

    private static boolean compressed(Path file) {
        return file.toString().endsWith(".gz");
    }
}
