package io.adpipeline.pipeline.host;

import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import jdk.jfr.Configuration;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;

/** Records this JVM with JDK Flight Recorder. For one thread. */
final class Recorder {

    private static final String SETTINGS = "profile";
    /** Variables, properties and the command lines of other processes may hold secrets. */
    private static final List<String> LEFT_OUT =
            List.of("jdk.InitialEnvironmentVariable", "jdk.InitialSystemProperty", "jdk.SystemProcess");

    private Recording recording;

    /** What takes its time the first time is done beforehand. */
    static void prepare() {
        FlightRecorder.getFlightRecorder();
    }

    void start() throws IOException {
        try {
            recording = new Recording(Configuration.getConfiguration(SETTINGS));
        } catch (ParseException e) {
            throw new IOException("cannot read the settings '%s' of this JDK".formatted(SETTINGS), e);
        }
        recording.enable("jdk.Compilation").withoutThreshold(); // many short ones are many, too
        LEFT_OUT.forEach(recording::disable);
        recording.start();
    }

    /** Ends the recording and writes it. */
    void save(Path file) throws IOException {
        try (Recording done = recording) {
            done.stop();
            done.dump(file);
        }
    }
}
