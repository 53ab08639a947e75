package io.adpipeline.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.adpipeline.evidence.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a benchmark found, with every figure and the machine, as a JSON file. */
final class BenchFiles {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private BenchFiles() {}

    static void write(Path directory, String name, List<Comparison> comparisons) throws IOException {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("benchmark", name);
        content.put("finished", Instant.now().toString());
        content.put("environment", Environment.current().facts());
        content.put("comparisons", comparisons.stream().map(BenchFiles::of).toList());
        Files.createDirectories(directory);
        JSON.writeValue(directory.resolve(name + ".json").toFile(), content);
    }

    private static Map<String, Object> of(Comparison comparison) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("what", comparison.what());
        fields.put("ours", of(comparison.ours()));
        comparison.against().ifPresent(against -> {
            fields.put("against", of(against));
            fields.put("ratio", comparison.ratio());
        });
        comparison.target().ifPresent(target -> fields.put("target", target.text()));
        comparison.met().ifPresent(met -> fields.put("met", met));
        return fields;
    }

    private static Map<String, Object> of(Series series) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("label", series.label());
        fields.put("unit", series.unit());
        fields.put("median", series.median());
        fields.put("values", series.values());
        return fields;
    }
}
