package io.adpipeline.load;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.adpipeline.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The generator's records as JSON: one line each in the protocol, {@code load.json} on disk. */
final class LoadJson {

    private static final String REPORT = "load.json";
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private LoadJson() {}

    static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads one line.
     *
     * @throws IllegalArgumentException if it is not that; the text holds nothing of the line, which may be secret, not
     *     even the word that Jackson stumbled on, but the place of it or the constraint that the record broke
     */
    static <T> T parse(String line, Class<T> type) {
        try {
            return MAPPER.readValue(line, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a %s: %s".formatted(type.getSimpleName(), problem(e)));
        }
    }

    private static String problem(JsonProcessingException broken) {
        if (broken instanceof ValueInstantiationException && broken.getCause() instanceof IllegalArgumentException) {
            return broken.getCause().getMessage();
        }
        JsonLocation place = broken.getLocation();
        return broken.getClass().getSimpleName() + (place == null ? "" : " at column " + place.getColumnNr());
    }

    static void write(LoadReport report, Path directory) throws IOException {
        WholeFile.write(
                directory.resolve(REPORT),
                MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report));
    }

    static LoadReport read(Path directory) throws IOException {
        return MAPPER.readValue(directory.resolve(REPORT).toFile(), LoadReport.class);
    }
}
