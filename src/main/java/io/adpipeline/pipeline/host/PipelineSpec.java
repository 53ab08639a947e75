package io.adpipeline.pipeline.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.StringUtils;

/**
 * A Java pipeline, and the settings of its JVM.
 *
 * @param pipeline name of the pipeline
 * @param classPath jars and folders, and {@code DIR/*} for all jars of a folder; empty for
 *     {@link PipelineHost#classPath()}
 * @param settings settings that the pipeline will get
 * @param heap size of the heap, as in {@code 2g}
 */
public record PipelineSpec(String pipeline, List<String> classPath, Map<String, String> settings, String heap) {

    public PipelineSpec {
        classPath = List.copyOf(classPath);
        settings = Map.copyOf(settings);
    }

    /** @throws IllegalArgumentException if a jar or folder of the class path cannot be read */
    void requireFiles() {
        for (String path : classPath) {
            if (!Files.isReadable(Path.of(StringUtils.removeEnd(path, "/*")))) {
                throw new IllegalArgumentException(
                        "pipeline.classpath (of a base compare.classpath) must name jars and folders that can be read, was '%s'"
                                .formatted(path));
            }
        }
    }
}
