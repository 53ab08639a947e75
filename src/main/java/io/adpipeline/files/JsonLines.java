package io.adpipeline.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of entries that are kept between runs, one line of JSON each. Nothing depends on them: an entry that cannot be
 * read or written is only a warning. For one thread.
 */
public final class JsonLines<T> {

    private static final Logger LOG = LoggerFactory.getLogger(JsonLines.class);
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

    private final Path file;
    private final Class<T> type;

    /** @param file need not exist yet, nor its folder */
    public JsonLines(Path file, Class<T> type) {
        this.file = file;
        this.type = type;
    }

    /** All entries, the oldest first. */
    public List<T> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .flatMap(line -> parse(line).stream())
                    .toList();
        } catch (IOException e) {
            LOG.warn("cannot read {}", file, e);
            return List.of();
        }
    }

    private Optional<T> parse(String line) {
        try {
            return Optional.ofNullable(JSON.readValue(line, type));
        } catch (JsonProcessingException e) {
            LOG.warn("{} has a line that is no entry: {}", file, e.getOriginalMessage());
            return Optional.empty();
        }
    }

    /** Adds an entry. */
    public void add(T entry) {
        try {
            Folders.create(file.toAbsolutePath().getParent());
            Files.write(
                    file,
                    List.of(JSON.writeValueAsString(entry)),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.warn("cannot add to {}", file, e);
        }
    }
}
