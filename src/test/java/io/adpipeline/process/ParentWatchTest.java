package io.adpipeline.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ParentWatchTest {

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @Test
    void linesAreHandedOverAndTheEndOfInputEndsTheJvm() throws Exception {
        List<String> lines = new ArrayList<>();

        assertThat(exitCode("one\ntwo\n", lines::add, () -> lines.add("end"))).isZero();
        assertThat(lines).containsExactly("one", "two", "end");
    }

    @Test
    void aLineThatCannotBeHandledEndsTheJvmWithAnErrorCode() throws Exception {
        int code = exitCode(
                "one\n",
                line -> {
                    throw new IllegalArgumentException("does not know '" + line + "'");
                },
                () -> {});

        assertThat(code).isEqualTo(ParentWatch.EXIT_BROKEN);
        assertThat(log.toString(StandardCharsets.UTF_8))
                .startsWith("Cannot handle what came from the parent JVM")
                .contains("IllegalArgumentException: does not know 'one'");
    }

    @Test
    void theWatchDoesNotKeepTheJvmAlive() throws Exception {
        Thread thread = ParentWatch.start(
                new BufferedReader(new StringReader("")), line -> {}, () -> {}, new PrintStream(log), code -> {});

        assertThat(thread.isDaemon()).isTrue();
        thread.join();
    }

    private int exitCode(String input, Consumer<String> onLine, Runnable atEnd) throws Exception {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        BufferedReader lines = new BufferedReader(new StringReader(input));
        ParentWatch.start(lines, onLine, atEnd, new PrintStream(log, true, StandardCharsets.UTF_8), code::complete);
        return code.get(10, TimeUnit.SECONDS);
    }
}
