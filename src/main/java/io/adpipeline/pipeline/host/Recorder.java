package io.adpipeline.pipeline.host;

import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/** Records this JVM with JDK Flight Recorder. For one thread. */
final class Recorder {

    private static final String SETTINGS = "default";
    /** Events left out: the first three may hold secrets, and samples of native methods mostly show waiting. */
    private static final List<String> LEFT_OUT = List.of(
            "jdk.InitialEnvironmentVariable",
            "jdk.InitialSystemProperty",
            "jdk.SystemProcess",
            "jdk.NativeMethodSample");

    private Recording recording;

    /** Starts a recording and discards the previous one. */
    void start() throws IOException {
        try {
            Recording begun = new Recording(Configuration.getConfiguration(SETTINGS));
            begun.enable("jdk.Compilation").withoutThreshold(); // many short compilations add up
            LEFT_OUT.forEach(begun::disable);
            begun.start();
            if (recording != null) {
                recording.close();
            }
            recording = begun;
        } catch (ParseException e) {
            throw new IOException("cannot read the settings '%s' of this JDK".formatted(SETTINGS), e);
        }
    }

    /** Ends the recording and writes it. */
    void save(Path file) throws IOException {
        try (Recording done = recording) {
            done.stop();
            done.dump(file);
        }
    }
}
